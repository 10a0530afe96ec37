package io.ambo.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Masks a PDF into a text: what its pages say, its forms and its comments, page by page, with a form feed between. The PDF
 * itself is never written again: text lives in it in too many places (fonts, hidden layers, earlier versions) for anybody
 * to promise that a value is gone. Pages without text, which are pictures, are named.
 */
final class PdfDocument {

    private static final long MOST_BYTES = 1L << 28;

    /** What it says of fonts and broken files helps nobody, and might quote them. */
    private static final List<Logger> LIBRARY =
            List.of(Logger.getLogger("org.apache.pdfbox"), Logger.getLogger("org.apache.fontbox"));

    static {
        LIBRARY.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private final PassageMasker masker;

    PdfDocument(PassageMasker masker) {
        this.masker = masker;
    }

    void mask(Path file, OutputStream out) throws IOException, Obstacle.Met {
        if (Files.size(file) > MOST_BYTES) {
            throw new Obstacle.Met(Obstacle.TOO_LARGE);
        }
        var pages = pages(file);
        var passages = new ArrayList<List<String>>();
        pages.forEach(page -> passages.add(List.of(page)));
        var masked = masker.mask(passages);
        for (var i = 0; i < masked.size(); i++) {
            out.write(
                    (masked.get(i).getFirst() + (i == masked.size() - 1 ? "" : "\f")).getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<String> pages(Path file) throws Obstacle.Met {
        try (var pdf = Loader.loadPDF(file.toFile())) {
            var pages = new ArrayList<String>();
            for (var number = 1; number <= pdf.getNumberOfPages(); number++) {
                pages.add(page(pdf, number));
            }
            pages.add(form(pdf));
            noteRest(pdf);
            return pages;
        } catch (InvalidPasswordException e) {
            throw new Obstacle.Met(Obstacle.ENCRYPTED);
        } catch (OutOfMemoryError e) {
            throw new Obstacle.Met(Obstacle.TOO_LARGE);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new Obstacle.Met(Obstacle.BROKEN);
        }
    }

    private String page(PDDocument pdf, int number) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setStartPage(number);
        stripper.setEndPage(number);
        stripper.setLineSeparator("\n");
        stripper.setPageEnd("");
        var text = stripper.getText(pdf);
        if (text.isBlank()) {
            masker.note("no-text:page " + number);
        }
        var comments = new StringBuilder(text);
        for (var annotation : pdf.getPage(number - 1).getAnnotations()) {
            comments.append(comment(annotation));
        }
        return comments.toString();
    }

    private static String comment(PDAnnotation annotation) {
        var contents = annotation.getContents();
        return contents == null || contents.isBlank() ? "" : "\n" + contents + "\n";
    }

    /** Fields with what was filled in. */
    private static String form(PDDocument pdf) {
        var form = pdf.getDocumentCatalog().getAcroForm();
        var text = new StringBuilder();
        if (form != null) {
            form.getFieldTree().forEach(field -> {
                var value = field.getValueAsString();
                if (value != null && !value.isBlank()) {
                    text.append(field.getPartialName())
                            .append(": ")
                            .append(value)
                            .append('\n');
                }
            });
        }
        return text.toString();
    }

    private void noteRest(PDDocument pdf) {
        masker.note("text-only");
        var names = pdf.getDocumentCatalog().getNames();
        if (names != null && names.getEmbeddedFiles() != null) {
            masker.note("removed:attached files");
        }
    }
}

package io.ambo.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PDF becomes a masked text; what cannot be read in it is named. */
class PdfDocumentTest {

    private static final String PHONE = "13800000000";

    @TempDir
    Path folder;

    private final PassageMasker masker = Folders.masker();

    private String masked(Path file) throws IOException, Obstacle.Met {
        var out = new ByteArrayOutputStream();
        new PdfDocument(masker).mask(file, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void page(PDDocument pdf, String... lines) throws IOException {
        var page = new PDPage();
        pdf.addPage(page);
        try (var content = new PDPageContentStream(pdf, page)) {
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.beginText();
            content.newLineAtOffset(50, 700);
            for (var line : lines) {
                content.showText(line);
                content.newLineAtOffset(0, -20);
            }
            content.endText();
        }
    }

    @Test
    void pagesAndCommentsAreMaskedAndPagesWithoutTextAreNamed() throws Exception {
        var file = folder.resolve("letter.pdf");
        try (var pdf = new PDDocument()) {
            page(pdf, "Call " + PHONE + ", please.", "Thank you.");
            var comment = new PDAnnotationText();
            comment.setContents("or mail li.lei@example.com");
            pdf.getPage(0).getAnnotations().add(comment);
            pdf.addPage(new PDPage());
            page(pdf, "The end");
            pdf.getDocumentInformation().setAuthor("Zhang Wei " + PHONE);
            pdf.save(file.toFile());
        }
        var pages = masked(file).split("\f", -1);
        assertThat(pages).hasSize(4);
        assertThat(pages[0]).matches("Call PHONE_\\w+, please\\.\nThank you\\.\n+or mail EMAIL_\\w+\n");
        assertThat(pages[1]).isBlank();
        assertThat(pages[2].strip()).isEqualTo("The end");
        assertThat(masker.notes()).containsExactly("no-text:page 2", "text-only");
    }

    @Test
    void anEncryptedOneAndABrokenOneAreNamedAsWhatTheyAre() throws Exception {
        var locked = folder.resolve("locked.pdf");
        try (var pdf = new PDDocument()) {
            page(pdf, PHONE);
            pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            pdf.save(locked.toFile());
        }
        assertThatThrownBy(() -> masked(locked)).hasMessage("encrypted");
        var broken = Files.writeString(folder.resolve("broken.pdf"), "%PDF-1.7\nnothing of the kind");
        assertThatThrownBy(() -> masked(broken)).hasMessage("broken");
    }
}

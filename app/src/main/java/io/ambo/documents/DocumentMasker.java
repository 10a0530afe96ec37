package io.ambo.documents;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Masks one file into a stream, by what it is. Thread-safe. */
final class DocumentMasker {

    private static final char MARK = '\uFEFF';

    private final Optional<Charset> named;

    /** {@code named} is the encoding of the texts; empty if it is to be told from each. */
    DocumentMasker(Optional<Charset> named) {
        this.named = named;
    }

    /**
     * Masks a file.
     *
     * @throws Obstacle.Met it cannot be
     * @throws IOException it cannot be read, or what comes out cannot be written
     */
    void mask(Path file, DocumentKind kind, OutputStream out, PassageMasker masker) throws IOException, Obstacle.Met {
        switch (kind) {
            case TEXT, TABLE, TABS, JSON, LINES -> maskText(file, kind, out, masker);
            case OFFICE -> new OfficeDocument(masker).mask(file, out);
            case PDF -> new PdfDocument(masker).mask(file, out);
        }
    }

    private void maskText(Path file, DocumentKind kind, OutputStream out, PassageMasker masker)
            throws IOException, Obstacle.Met {
        var charset = named.isPresent() ? named.get() : TextEncoding.of(file);
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
            var writer = new BufferedWriter(new OutputStreamWriter(out, encoder));
            copyMark(in, writer);
            mask(in, kind, writer, masker);
            writer.flush();
        } catch (CharacterCodingException e) {
            throw new Obstacle.Met(Obstacle.ENCODING);
        }
    }

    private static void copyMark(Reader in, Writer out) throws IOException {
        in.mark(1);
        if (in.read() == MARK) {
            out.write(MARK);
        } else {
            in.reset();
        }
    }

    private static void mask(Reader in, DocumentKind kind, Writer out, PassageMasker masker)
            throws IOException, Obstacle.Met {
        switch (kind) {
            case TABLE -> new TableDocument(masker, false).mask(in, out);
            case TABS -> new TableDocument(masker, true).mask(in, out);
            case JSON -> new JsonDocument(masker).maskWhole(in, out);
            case LINES -> new JsonDocument(masker).maskLines(in, out);
            case TEXT, OFFICE, PDF -> new TextDocument(masker).mask(in, out);
        }
    }
}

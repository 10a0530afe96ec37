package io.ambo.documents;

import io.ambo.core.Message;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that is read as one text, whatever its encoding. */
public final class TextFile {

    private TextFile() {}

    /**
     * Reads it.
     *
     * @param named its encoding; empty if it is to be told
     * @throws Refusal it is no text, or one in an encoding that cannot be told
     */
    public static String read(Path file, Optional<Charset> named) throws IOException {
        try {
            return switch (DocumentKind.of(file)) {
                case TEXT, TABLE, TABS, JSON, LINES ->
                    text(file, named.isPresent() ? named.get() : TextEncoding.of(file));
                case OFFICE, PDF -> throw new Obstacle.Met(Obstacle.BINARY);
            };
        } catch (Obstacle.Met met) {
            throw refusal(file, met.obstacle());
        } catch (CharacterCodingException e) {
            throw refusal(file, Obstacle.ENCODING);
        }
    }

    private static String text(Path file, Charset charset) throws IOException {
        var text = charset.newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Refusal refusal(Path file, Obstacle obstacle) {
        return Refusal.of(
                        Reason.BAD_COMMAND,
                        "cli.mask.files-left",
                        file,
                        Message.of("cli.mask.obstacle." + obstacle.id()))
                .hint("cli.mask.no-text.hint", file);
    }
}

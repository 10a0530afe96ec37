package io.ambo.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A case in a file under {@code src/test/golden}: what goes in, a line of dashes, what must come out. */
record Golden(String name, byte[] input, String expected) {

    private static final String LINE = "\n----------\n";

    /** Every case of a folder; a folder without any is a mistake. */
    static List<Golden> all(String folder) {
        try (var files = Files.list(Path.of("src/test/golden", folder))) {
            var cases = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(Golden::read)
                    .toList();
            if (cases.isEmpty()) {
                throw new IllegalStateException("no cases in " + folder);
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes are kept, since a case may be about bytes that are no UTF-8. */
    private static Golden read(Path file) {
        try {
            var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            var cut = text.indexOf(LINE);
            return new Golden(
                    file.getFileName().toString(),
                    text.substring(0, cut).getBytes(StandardCharsets.ISO_8859_1),
                    new String(
                                    text.substring(cut + LINE.length()).getBytes(StandardCharsets.ISO_8859_1),
                                    StandardCharsets.UTF_8)
                            .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.ambo.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where tables are kept: files whose names begin with the day and the commit. */
final class Results {

    /** In the checkout. */
    static final Path FOLDER = Path.of("bench", "results");

    private Results() {}

    /** The file of this ending, for example {@code -memory.md}; its folder is there. */
    static Path file(Path folder, String commit, String ending) throws IOException {
        return Files.createDirectories(folder).resolve(LocalDate.now(ZoneOffset.UTC) + "-" + commit + ending);
    }

    /** Shows a table and keeps it. */
    static void keep(Path folder, String commit, String ending, String table) throws IOException {
        System.out.println(table);
        Files.writeString(file(folder, commit, ending), table, StandardCharsets.UTF_8);
    }
}

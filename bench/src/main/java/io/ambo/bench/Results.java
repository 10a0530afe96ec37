package io.ambo.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where tables are stored: files whose names begin with the day and the commit. */
public final class Results {

    /** In the checkout. */
    public static final Path FOLDER = Path.of("bench", "results");

    private Results() {}

    /** The file with this ending, for example {@code -memory.md}; its folder exists. */
    static Path file(Path folder, String commit, String ending) throws IOException {
        return Files.createDirectories(folder).resolve(LocalDate.now(ZoneOffset.UTC) + "-" + commit + ending);
    }

    /** Prints a table and stores it. */
    public static void keep(Path folder, String commit, String ending, String table) throws IOException {
        System.out.println(table);
        Files.writeString(file(folder, commit, ending), table, StandardCharsets.UTF_8);
    }
}

package io.ambo.ledger;

import io.ambo.platform.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder of the journal. A file's name contains the run that wrote it, the lane and a sequence number. */
final class JournalFolder {

    private static final String ENDING = ".journal";

    private final Path path;

    JournalFolder(Home home) throws IOException {
        path = home.ledger().resolve("journal");
        Files.createDirectories(path);
    }

    Path path() {
        return path;
    }

    /** The folder for files with unreadable ranges. */
    Path damaged() {
        return path.resolve("damaged");
    }

    /** The path of a lane's file; {@code turn} counts from 1. */
    Path file(String run, int lane, int turn) {
        return path.resolve("%s-%03d-%06d%s".formatted(run, lane, turn, ENDING));
    }

    /** The existing files, oldest run first. */
    List<Segment> left() throws IOException {
        var segments = new ArrayList<Segment>();
        try (var files = Files.list(path)) {
            for (var file : files.filter(JournalFolder::isJournal).sorted().toList()) {
                segments.add(Segment.left(file, Files.size(file)));
            }
        }
        return segments;
    }

    private static boolean isJournal(Path file) {
        return String.valueOf(file.getFileName()).endsWith(ENDING) && Files.isRegularFile(file);
    }
}

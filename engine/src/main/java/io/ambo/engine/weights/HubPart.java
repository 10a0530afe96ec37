package io.ambo.engine.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The part of a file that is here already, and the mark by which the hub knows which version it is a part of. */
record HubPart(Path folder, String fileName) {

    Path file() {
        return folder.resolve(".part-" + fileName);
    }

    private Path note() {
        return folder.resolve(".part-" + fileName + ".mark");
    }

    long bytes() throws IOException {
        return Files.isRegularFile(file()) ? Files.size(file()) : 0;
    }

    @Nullable
    String mark() throws IOException {
        return Files.isRegularFile(note()) ? Files.readString(note()) : null;
    }

    /** A version without a mark has none from now on. */
    void note(@Nullable String mark) throws IOException {
        if (mark == null) {
            Files.deleteIfExists(note());
        } else {
            Files.writeString(note(), mark);
        }
    }

    void drop() throws IOException {
        Files.deleteIfExists(file());
        Files.deleteIfExists(note());
    }
}

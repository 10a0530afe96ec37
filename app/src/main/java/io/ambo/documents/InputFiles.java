package io.ambo.documents;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a folder and of all folders in it, in the order of their paths; links are named and not followed. */
final class InputFiles {

    private final Path root;
    private final SortedMap<String, Optional<Obstacle>> files = new TreeMap<>();

    private InputFiles(Path root) {
        this.root = root;
    }

    /** Each path below the input with slashes, and why it cannot be masked, if that is known already. */
    static SortedMap<String, Optional<Obstacle>> of(Path input) throws IOException {
        var all = new InputFiles(root(input));
        if (Files.isDirectory(input)) {
            Files.walkFileTree(input, all.new Visitor());
        } else {
            all.add(input, Optional.empty());
        }
        return all.files;
    }

    /** The folder that paths are below. */
    static Path root(Path input) {
        var parent = input.getParent();
        return Files.isDirectory(input) || parent == null ? input : parent;
    }

    private void add(Path file, Optional<Obstacle> obstacle) {
        files.put(root.relativize(file).toString().replace('\\', '/'), obstacle);
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink()) {
                add(file, Optional.of(Obstacle.LINK));
            } else if (attributes.isRegularFile()) {
                add(file, Files.isReadable(file) ? Optional.empty() : Optional.of(Obstacle.UNREADABLE));
            } else {
                add(file, Optional.of(Obstacle.BINARY));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            add(
                    file,
                    Optional.of(Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Obstacle.UNREADABLE : Obstacle.BROKEN));
            return FileVisitResult.CONTINUE;
        }
    }
}

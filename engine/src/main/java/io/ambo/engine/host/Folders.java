package io.ambo.engine.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders that only this user may enter, and the few things done with them. */
public final class Folders {
    private static final FileAttribute<?>[] NONE = {};

    private Folders() {}

    /** Makes the folder, and what is missing above it, for this user alone. */
    public static Path open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, onlyOurs(folder));
        }
        return folder;
    }

    public static Path temporary(Path within, String prefix) throws IOException {
        return Files.createTempDirectory(open(within), prefix, onlyOurs(within));
    }

    public static List<Path> entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /** Deletes the folder with all in it; links are deleted, not followed. */
    public static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(inner);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Makes what is made durable, then gives it its name in one step. */
    public static void settle(Path made, Path name) throws IOException {
        forceAll(made);
        Files.move(made, name, StandardCopyOption.ATOMIC_MOVE);
        Path parent = name.getParent();
        if (parent != null && onlyOurs(parent).length > 0) {
            force(parent, StandardOpenOption.READ);
        }
    }

    private static void forceAll(Path made) throws IOException {
        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                force(file, StandardOpenOption.WRITE);
            }
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    static FileAttribute<?>[] onlyOurs(Path near) {
        boolean posix = near.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : NONE;
    }
}

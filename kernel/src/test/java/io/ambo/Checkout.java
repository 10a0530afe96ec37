package io.ambo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checkout that the tests run in: its files, without what tools put there. */
final class Checkout {

    static final List<String> MODULES = List.of("kernel", "engine", "standin", "gateway", "app", "bench");

    private static final Set<String> FOREIGN = Set.of(
            ".git", ".idea", ".vscode", ".settings", ".ambo", "target", "node_modules", "__pycache__", "build", "dist");

    private Checkout() {}

    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ambo")) || !Files.exists(folder.resolve("pom.xml"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(() -> new IllegalStateException("the tests run outside of a checkout"));
        }
        return folder;
    }

    /** Every file, as a path from the root. */
    static List<Path> files() {
        var root = root();
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    var own = !folder.equals(root) && FOREIGN.contains(String.valueOf(folder.getFileName()));
                    return own ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var path = root.relativize(file);
                    if (attributes.isRegularFile() && !path.equals(Path.of(".git"))) {
                        files.add(path);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    /** The Java files that are shipped, of all modules. */
    static List<Path> mainSources() {
        return files().stream()
                .filter(file ->
                        file.toString().endsWith(".java") && slashed(file).contains("/src/main/java/"))
                .toList();
    }

    static String read(Path file) {
        return text(file).orElseThrow(() -> new IllegalStateException(file + " is not UTF-8"));
    }

    /** A file's text; nothing if it is not text in UTF-8. */
    static Optional<String> text(Path file) {
        try {
            var bytes = Files.readAllBytes(root().resolve(file));
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String slashed(Path file) {
        return file.toString().replace('\\', '/');
    }
}

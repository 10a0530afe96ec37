package io.ambo.documents;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicInteger;

/** Where results go: written under another name first, and under their own once they are whole. */
final class OutputFolder {

    private static final String PART = ".ambo-mask-";

    private final Path folder;
    private final AtomicInteger parts = new AtomicInteger();

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /** Opens the folder, and makes it if need be. */
    static OutputFolder open(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Unwritable(e);
        }
        return new OutputFolder(folder);
    }

    /** Removes what a killed run left half-written; no other run may be under way. */
    void removeParts() throws IOException {
        DirectoryStream.Filter<Path> isPart =
                file -> String.valueOf(file.getFileName()).matches("\\.ambo-mask-\\d+\\.part");
        try (var left = Files.newDirectoryStream(folder, isPart)) {
            for (var file : left) {
                Files.delete(file);
            }
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes something that is made already, whole or not at all. */
    void keep(String name, byte[] content) throws IOException {
        try {
            write(name, out -> out.write(content));
        } catch (Obstacle.Met met) {
            throw new IllegalStateException(met);
        }
    }

    /** Writes the content of a result. */
    interface Content {
        void to(OutputStream out) throws IOException, Obstacle.Met;
    }

    /** What could not be written; the disk is full, or the folder is closed. */
    static final class Unwritable extends IOException {
        private static final long serialVersionUID = 1;

        Unwritable(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Writes a result whole or not at all. */
    FileRecord.Hashed write(String name, Content content) throws IOException, Obstacle.Met {
        var part = folder.resolve(PART + parts.incrementAndGet() + ".part");
        var digest = Hashes.sha256();
        try {
            var length = write(part, content, digest);
            moved(part, folder.resolve(name));
            return new FileRecord.Hashed(Hashes.hex(digest), length);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long write(Path part, Content content, MessageDigest digest) throws IOException, Obstacle.Met {
        try (var out = new Counting(opened(part))) {
            content.to(new DigestOutputStream(out, digest));
            out.flush();
            return out.count;
        }
    }

    private static OutputStream opened(Path part) throws Unwritable {
        try {
            return Files.newOutputStream(part);
        } catch (IOException e) {
            throw new Unwritable(e);
        }
    }

    private static void moved(Path part, Path file) throws Unwritable {
        try {
            var parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Unwritable(e);
        }
    }

    /** Counts bytes, and tells failures to write from failures to read. */
    private static final class Counting extends FilterOutputStream {

        private long count;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
                count += length;
            } catch (IOException e) {
                throw new Unwritable(e);
            }
        }
    }
}

package io.ambo.platform;

import io.ambo.core.Message;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and folders that only their owner can read. */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private PrivateFiles() {}

    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, permissions(folder, OWNER_FOLDER));
        }
    }

    static void close(Path folder) throws IOException {
        if (posix(folder) && openToOthers(folder)) {
            Files.setPosixFilePermissions(folder, OWNER_FOLDER);
        }
    }

    /**
     * Refuses a folder that belongs to another user or that others can access; restricts it if it is the user's own and
     * contains only expected files.
     *
     * @param belongs names that may be in it
     */
    static void requirePrivate(Path folder, Set<String> belongs) throws IOException {
        if (!posix(folder)) {
            return;
        }
        requireOwn(folder);
        if (!openToOthers(folder)) {
            return;
        }
        if (!holdsOnly(folder, belongs)) {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.readable-by-others", folder, mode)
                    .hint("home.readable-by-others-hint", folder);
        }
        Files.setPosixFilePermissions(folder, OWNER_FOLDER);
    }

    /** Creates a file completely or not at all; returns false if it already exists. */
    static boolean writeOnce(Path file, byte[] content) throws IOException {
        var draft = draft(file, content);
        try {
            Files.createLink(file, draft);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Writes a file that only its owner can read, whole or not at all; an older one is replaced. */
    public static void replace(Path file, byte[] content) throws IOException {
        var draft = draft(file, content);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A failure in a few words: the system's reason if it gave one. */
    static Object wording(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return Message.of("home.permission-denied");
        }
        var reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }

    private static Path draft(Path file, byte[] content) throws IOException {
        var name = "." + file.getFileName() + "-";
        var draft = Files.createTempFile(folderOf(file), name, ".draft", permissions(file, OWNER_FILE));
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
            return draft;
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /** Compares with the owner of a new file, so the system need not know the user's name. */
    private static void requireOwn(Path folder) throws IOException {
        var probe = Files.createTempFile(folder, ".probe-", "", permissions(folder, OWNER_FILE));
        try {
            var me = Files.getOwner(probe);
            var owner = Files.getOwner(folder);
            if (!owner.equals(me)) {
                throw Refusal.of(Reason.BAD_CONFIGURATION, "home.foreign-owner", folder, owner, me)
                        .hint("home.choose");
            }
        } finally {
            Files.delete(probe);
        }
    }

    /** Refuses a file that others can read or write. */
    static void requireUnreadByOthers(Path file) throws IOException {
        if (posix(file) && openToOthers(file)) {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.secret-file-open", file, mode)
                    .hint("home.secret-file-open-hint", file);
        }
    }

    private static boolean openToOthers(Path folder) throws IOException {
        return Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains);
    }

    private static boolean holdsOnly(Path folder, Set<String> names) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.allMatch(entry -> names.contains(entry.getFileName().toString()));
        }
    }

    private static FileAttribute<?>[] permissions(Path path, Set<PosixFilePermission> permissions) {
        return posix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static Path folderOf(Path file) {
        var folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

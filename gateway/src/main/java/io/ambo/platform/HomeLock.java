package io.ambo.platform;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * An exclusive lock on a home: its holder is the only process that writes there. The system releases it when the
 * process dies.
 *
 * <p>The holder's id is in a separate file: on POSIX systems a process loses its lock on a file as soon as it closes
 * any channel to that file, so the locked file is never opened for reading.
 */
public final class HomeLock implements AutoCloseable {

    private static final int TRIES = 20;
    private static final long PAUSE_NANOS = 25_000_000;
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Path holder;
    private final FileChannel channel;

    private HomeLock(Path file, Path holder, FileChannel channel) {
        this.file = file;
        this.holder = holder;
        this.channel = channel;
    }

    /** Waits briefly if a command holds the lock, or checks whether it is held. */
    static HomeLock take(Path folder, Path root) {
        for (var tries = 1; tries < TRIES; tries++) {
            var lock = tryTake(folder, root);
            if (lock.isPresent()) {
                return lock.get();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return tryTake(folder, root).orElseThrow(() -> held(folder, root));
    }

    /** Returns whether a process holds the lock; acquires it only for the duration of the check. */
    static boolean isHeld(Path folder) {
        var file = folder.resolve("lock");
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(file)) {
                return true;
            }
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                return channel.tryLock() == null;
            } catch (NoSuchFileException never) {
                return false;
            } catch (IOException | OverlappingFileLockException cannotTell) {
                return true;
            }
        }
    }

    static Optional<HomeLock> tryTake(Path folder, Path root) {
        var file = folder.resolve("lock");
        synchronized (HELD_HERE) {
            if (!HELD_HERE.add(file)) {
                return Optional.empty();
            }
        }
        var taken = false;
        try {
            var lock = locked(file, folder.resolve("pid"));
            taken = lock.isPresent();
            return lock;
        } catch (IOException e) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.not-writable", root, PrivateFiles.wording(e))
                    .hint("home.choose");
        } finally {
            if (!taken) {
                HELD_HERE.remove(file);
            }
        }
    }

    static Optional<Long> holder(Path folder) {
        try {
            return Optional.of(
                    Long.parseLong(Files.readString(folder.resolve("pid")).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(holder);
            channel.close();
        } catch (IOException e) {
            System.getLogger(HomeLock.class.getName()).log(System.Logger.Level.WARNING, "cannot give back " + file, e);
        } finally {
            HELD_HERE.remove(file);
        }
    }

    private static Optional<HomeLock> locked(Path file, Path holder) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var kept = false;
        try {
            if (channel.tryLock() == null) {
                return Optional.empty();
            }
            var pid = Long.toString(ProcessHandle.current().pid());
            PrivateFiles.replace(holder, pid.getBytes(StandardCharsets.US_ASCII));
            kept = true;
            return Optional.of(new HomeLock(file, holder, channel));
        } finally {
            if (!kept) {
                channel.close();
            }
        }
    }

    private static Refusal held(Path folder, Path root) {
        var who = holder(folder).map(String::valueOf).orElse("?");
        return Refusal.of(Reason.BAD_CONFIGURATION, "home.held", root, who).hint("home.held-hint", who);
    }
}

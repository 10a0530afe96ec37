package io.ambo.engine.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Locks a folder for one process, and one engine of it, at a time; the system releases the lock when the process exits. */
public final class FolderLock implements AutoCloseable {
    private static final long PAUSE_NANOS = 100_000_000;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for its turn. */
    public static FolderLock on(Path folder, CancellationToken cancellation) throws IOException {
        FileChannel channel = FileChannel.open(
                Folders.open(folder).resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            while (attempt(channel) == null) {
                cancellation.check();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            held = true;
            return new FolderLock(channel);
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

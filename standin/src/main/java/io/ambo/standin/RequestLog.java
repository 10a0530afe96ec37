package io.ambo.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Records the latest requests in memory and, if a folder is given, in numbered files written before the answer. */
final class RequestLog {
    private static final int MOST = 10_000;

    private final boolean keeping;
    private final Optional<Path> folder;
    private final Deque<ServedRequest> requests = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int count;

    RequestLog(boolean keeping, Optional<Path> folder) {
        this.keeping = keeping;
        this.folder = folder;
    }

    /**
     * Records a request.
     *
     * @throws UncheckedIOException if its files cannot be written
     */
    ServedRequest enter(Request request) {
        if (!keeping) {
            return new ServedRequest(0, request);
        }
        lock.lock();
        try {
            ServedRequest served = new ServedRequest(++count, request);
            requests.add(served);
            if (requests.size() > MOST) {
                requests.remove();
            }
            folder.ifPresent(place -> write(place, served.recorded()));
            changed.signalAll();
            return served;
        } finally {
            lock.unlock();
        }
    }

    void end(ServedRequest served, Recorded.Ending ending) {
        served.end(ending);
        if (keeping) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    List<Recorded> all() {
        lock.lock();
        try {
            return requests.stream().map(ServedRequest::recorded).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that many recorded requests match, or until the timeout; returns all recorded requests. */
    List<Recorded> await(int wanted, Predicate<Recorded> wish, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (left > 0 && all().stream().filter(wish).count() < wanted) {
                left = changed.awaitNanos(left);
            }
            return all();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return all();
        } finally {
            lock.unlock();
        }
    }

    void forget() {
        lock.lock();
        try {
            requests.clear();
            count = 0;
        } finally {
            lock.unlock();
        }
    }

    private static void write(Path folder, Recorded recorded) {
        String name = "%06d".formatted(recorded.number());
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".body"), recorded.body());
            Files.writeString(folder.resolve(name + ".head"), recorded.head(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

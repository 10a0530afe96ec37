package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.MemoryShare;
import io.ambo.wire.SseEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What was heard of one call, in the order in which it came. */
final class Heard implements ReplyListener {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> notes = new ArrayList<>();
    private int pausedAfter;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable CallFailure failure;
    private @Nullable MemoryShare memory;
    private int status;
    private long retryAfter;

    @Override
    public synchronized void head(int answered, boolean stream, long retryAfterSeconds) {
        status = answered;
        retryAfter = retryAfterSeconds;
        notes.add(stream ? "stream" : "whole");
    }

    @Override
    public synchronized void event(SseEvent event) {
        notes.add("event:" + event.data());
    }

    @Override
    public synchronized void largeEvent(SseEvent event, MemoryShare taken) {
        notes.add("large event:" + event.data().length());
        taken.release();
    }

    @Override
    public synchronized void paused() {
        pausedAfter = notes.size();
        notifyAll();
    }

    @Override
    public synchronized void body(byte[] body, MemoryShare taken) {
        memory = taken;
        notes.add("body:" + new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void staleConnection() {
        notes.add("stale");
    }

    @Override
    public synchronized void ended() {
        notes.add("ended");
        over.countDown();
    }

    @Override
    public synchronized void failed(CallFailure why) {
        notes.add(why.code());
        failure = why;
        over.countDown();
    }

    /** Waits until there was a pause after so many notes. */
    synchronized void awaitPause(int heard) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (pausedAfter != heard) {
            assertThat(System.nanoTime())
                    .as("paused after %d of %s", pausedAfter, notes)
                    .isLessThan(end);
            wait(100);
        }
    }

    /** Everything, when the call is over. */
    List<String> notes() {
        await();
        return sofar();
    }

    synchronized List<String> sofar() {
        return List.copyOf(notes);
    }

    synchronized int status() {
        return status;
    }

    /** What came with the body of a whole answer, to be given back. */
    synchronized MemoryShare memory() {
        return Objects.requireNonNull(memory);
    }

    synchronized long retryAfter() {
        return retryAfter;
    }

    /** Why it failed; null when it was answered. */
    @Nullable
    CallFailure failure() {
        await();
        synchronized (this) {
            return failure;
        }
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    private void await() {
        try {
            assertThat(over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the call is over")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

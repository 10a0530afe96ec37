package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs every test class with Netty's leak detector at its strictest, and fails the class in which a leak is found. */
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> FOUND = new CopyOnWriteArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> FOUND.add(type + "\n" + records));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        nothingLeaked();
    }

    /** Fails if a buffer was collected that nobody had released. */
    static void nothingLeaked() {
        assertThat(FOUND).as("buffers that nobody released").isEmpty();
    }

    /** The same for what nobody can reach any more, collected now. */
    static void nothingLeaksNow() {
        System.gc();
        for (var i = 0; i < 200; i++) {
            // Each new buffer looks through the queue of those that were collected.
            ByteBufAllocator.DEFAULT.directBuffer(16).release();
        }
        nothingLeaked();
    }
}

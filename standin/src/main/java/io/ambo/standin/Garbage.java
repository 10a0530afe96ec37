package io.ambo.standin;

import java.util.SplittableRandom;

/** Meaningless bytes, always the same, generated from a seed. */
final class Garbage {
    private static final int LENGTH = 256;
    private static final long SEED = 20_261_123L;

    private Garbage() {}

    static byte[] bytes() {
        byte[] bytes = new byte[LENGTH];
        new SplittableRandom(SEED).nextBytes(bytes);
        return bytes;
    }
}

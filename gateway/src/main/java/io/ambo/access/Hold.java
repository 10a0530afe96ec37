package io.ambo.access;

import io.ambo.core.Money;

/** The amount of a key's budget that one running request reserves until it is settled. Not thread-safe. */
public final class Hold {

    /** For a request whose key has no budget. */
    public static final Hold NONE = new Hold(() -> {});

    private final Runnable letGo;
    private boolean settled;

    Hold(KeyCounter counter, Money held) {
        this(() -> counter.letGo(held));
    }

    private Hold(Runnable letGo) {
        this.letGo = letGo;
    }

    /** Releases the reservation, after the actual cost was counted. Further calls have no effect. */
    public void settle() {
        if (!settled) {
            settled = true;
            letGo.run();
        }
    }
}

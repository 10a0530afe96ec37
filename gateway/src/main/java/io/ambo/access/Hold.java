package io.ambo.access;

import io.ambo.core.Money;

/** What one request under way holds of its key's budget, until it is settled; for one thread at a time. */
public final class Hold {

    /** Of a request whose key has no budget. */
    public static final Hold NONE = new Hold(() -> {});

    private final Runnable letGo;
    private boolean settled;

    Hold(KeyCounter counter, Money held) {
        this(() -> counter.letGo(held));
    }

    private Hold(Runnable letGo) {
        this.letGo = letGo;
    }

    /** It is held no more: what the request really cost has been counted. Done again, it changes nothing. */
    public void settle() {
        if (!settled) {
            settled = true;
            letGo.run();
        }
    }
}

package io.ambo.bench;

import io.netty.buffer.ByteBuf;

/** Compares the bodies of answers, which come in pieces, with what is expected. */
interface BodyCheck {

    /** A new body begins. */
    void begin();

    /**
     * Looks at the next bytes, and leaves them where they are.
     *
     * @return whether they can still belong to the expected body
     */
    boolean takes(ByteBuf in, int length);

    /** Whether the first words have come. */
    boolean spoken();

    /** Whether all that came since the beginning is the expected body. */
    boolean whole();
}

package io.ambo.bench;

import io.netty.buffer.ByteBuf;

/** Compares the bodies of answers, which arrive in pieces, with what is expected. */
interface BodyCheck {

    /** A new body begins. */
    void begin();

    /**
     * Checks the next bytes without consuming them.
     *
     * @return whether they can still belong to the expected body
     */
    boolean takes(ByteBuf in, int length);

    /** Whether the first words have arrived. */
    boolean spoken();

    /** Whether everything since the beginning is the expected body. */
    boolean whole();
}

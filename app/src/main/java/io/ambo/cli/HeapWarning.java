package io.ambo.cli;

import io.ambo.core.Message;
import java.util.Optional;

/** Says when the settings admit more bytes of bodies than the heap can bear: some request would meet want of memory. */
final class HeapWarning {

    private static final long MEBIBYTE = 1 << 20;

    private HeapWarning() {}

    /**
     * Nothing where it fits: half of the heap at most, for bodies are worked on in copies and others need room too.
     *
     * @param admitted {@code limits.memory}, bytes
     * @param heap the most that the heap can become, bytes
     */
    static Optional<Message> of(long admitted, long heap) {
        return admitted <= heap / 2
                ? Optional.empty()
                : Optional.of(Message.of(
                        "cli.serve.heap",
                        admitted / MEBIBYTE,
                        heap / MEBIBYTE,
                        heap / 2 / MEBIBYTE,
                        Math.ceilDiv(admitted, MEBIBYTE) * 2));
    }
}

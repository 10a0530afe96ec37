package io.ambo.engine.weights;

import java.io.IOException;

/** A download was interrupted; the bytes received so far are kept. */
final class TransferInterruptedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String host;

    TransferInterruptedException(String host, IOException cause) {
        super(cause);
        this.host = host;
    }

    /** {@code total} is 0 where it is not known yet. */
    WeightsFailure failure(String file, long done, long total) {
        String detail = String.valueOf(getCause());
        return total == 0
                ? new WeightsFailure.Unreachable(host, detail)
                : new WeightsFailure.Cut(file, done, total, detail);
    }
}

package io.ambo.engine;

import java.io.IOException;

/** Says that a line to a hub was cut; what came before is kept. */
final class Cut extends Exception {
    private static final long serialVersionUID = 1;

    private final String host;

    Cut(String host, IOException cause) {
        super(cause);
        this.host = host;
    }

    /** {@code total} is 0 where nobody had said it yet. */
    WeightsFailure failure(String file, long done, long total) {
        String detail = String.valueOf(getCause());
        return total == 0
                ? new WeightsFailure.Unreachable(host, detail)
                : new WeightsFailure.Cut(file, done, total, detail);
    }
}

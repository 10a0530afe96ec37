package io.ambo.engine.weights;

import java.io.IOException;

/** Says why weights are not there or cannot be used. */
public final class WeightsException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient WeightsFailure failure;

    WeightsException(WeightsFailure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public WeightsFailure failure() {
        return failure;
    }

    /** Names the folder or file that could not be used, as the system said it. */
    static WeightsException unusable(IOException failure) {
        WeightsException exception = new WeightsException(new WeightsFailure.Unusable(failure.toString()));
        exception.initCause(failure);
        return exception;
    }
}

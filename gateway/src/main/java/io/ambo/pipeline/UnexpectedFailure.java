package io.ambo.pipeline;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.core.RequestId;
import io.ambo.core.SanitizedException;

/** What was not meant to happen to a request: a fault of ours, or no memory left. */
public final class UnexpectedFailure {

    private static final System.Logger LOG = System.getLogger(UnexpectedFailure.class.getName());

    private UnexpectedFailure() {}

    /** Logs it without what the request said, and gives what the caller is told. */
    public static Refusal told(Throwable cause, RequestId id) {
        if (cause instanceof OutOfMemoryError) {
            LOG.log(System.Logger.Level.WARNING, "request " + id + " found no memory");
            return Refusal.noMemory();
        }
        LOG.log(System.Logger.Level.ERROR, "request " + id + " met a bug", SanitizedException.of(cause));
        return Refusal.of(Reason.INTERNAL, "request.internal", id);
    }
}

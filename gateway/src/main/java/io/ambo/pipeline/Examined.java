package io.ambo.pipeline;

import io.ambo.core.DataClass;
import io.ambo.format.Request;
import io.ambo.privacy.Findings;
import io.ambo.routing.Decision.Candidate;
import java.util.List;

/** A request that was read and scanned: everything that choosing and preparing depend on. Immutable. */
record Examined(RequestContext context, Request request, Findings findings) {

    /** The class of what arrived, raised by the caller's word for it, never lowered. */
    DataClass dataClass() {
        var found = findings.dataClass();
        return context.raise().map(found::max).orElse(found);
    }

    /** The same request with these findings of its body. */
    Examined with(Findings others) {
        return new Examined(context, request, others);
    }

    /** Returns whether names that are still to be searched for could change what becomes of it at one of these. */
    boolean needsNames(List<Candidate> candidates) {
        var scanner = rules().scanner();
        return !findings.isNamed()
                && candidates.stream()
                        .anyMatch(it -> scanner.namesMatter(
                                dataClass(), it.destination().kind(), it.treatment()));
    }

    Rules rules() {
        return context.rules();
    }

    /** Bytes of the body. */
    int length() {
        return request.body().bytes().length;
    }

    /** Bytes that are kept of it: the body and its index. */
    long held() {
        return length() + request.index().held();
    }
}

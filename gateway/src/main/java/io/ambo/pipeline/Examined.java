package io.ambo.pipeline;

import io.ambo.core.DataClass;
import io.ambo.format.Request;
import io.ambo.privacy.Findings;

/** A request that was read and scanned: everything that choosing and preparing depend on. Immutable. */
record Examined(RequestContext context, Request request, Findings findings) {

    /** The class of what arrived, raised by the caller's word for it, never lowered. */
    DataClass dataClass() {
        var found = findings.dataClass();
        return context.raise().map(found::max).orElse(found);
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

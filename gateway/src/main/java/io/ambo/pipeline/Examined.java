package io.ambo.pipeline;

import io.ambo.access.ConversationClasses;
import io.ambo.core.DataClass;
import io.ambo.format.Operation;
import io.ambo.format.Request;
import io.ambo.privacy.Findings;
import io.ambo.routing.Decision.Candidate;
import java.util.List;
import java.util.Optional;

/**
 * A request that was read and scanned: everything that choosing and preparing depend on. Immutable.
 *
 * @param before the highest class that its conversation has had so far
 */
record Examined(RequestContext context, Request request, Findings findings, Optional<DataClass> before) {

    /** What was scanned, in the light of what its conversation has had before. */
    static Examined of(RequestContext context, Request request, Findings findings, ConversationClasses conversations) {
        var before = dialogue(context)
                .flatMap(name -> conversations.of(context.caller().id(), name));
        return new Examined(context, request, findings, before);
    }

    /** The conversation's name; requests for vectors have no history that could tell anything again. */
    private static Optional<String> dialogue(RequestContext context) {
        return context.conversation().filter(_ -> context.surface().operation() == Operation.CHAT);
    }

    /** Lets its conversation keep this class. */
    void remember(ConversationClasses conversations) {
        dialogue(context)
                .ifPresent(name -> conversations.remember(context.caller().id(), name, dataClass()));
    }

    /** The class of what arrived, raised by the caller's word for it and by its conversation, never lowered. */
    DataClass dataClass() {
        var found = findings.dataClass();
        var raised = context.raise().map(found::max).orElse(found);
        return before.map(raised::max).orElse(raised);
    }

    /** The same request with these findings of its body. */
    Examined with(Findings others) {
        return new Examined(context, request, others, before);
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

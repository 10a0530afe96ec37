package io.ambo.routing;

import io.ambo.catalog.Treatment;
import io.ambo.core.Capability;
import io.ambo.core.Message;

/** Excludes destinations that may not receive images, audio or files, which are not scanned. */
final class MediaRule implements SetRule {

    private final RuleScope scope;

    MediaRule(RuleScope scope) {
        this.scope = scope;
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        if (inquiry.question().content().media()) {
            Bits.keep(bits, scope.inClear(scope.policy().media()));
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        var treatment = scope.treatment(scope.at(d), scope.policy().media());
        return inquiry.question().content().media() && treatment != Treatment.CLEAR;
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var kind = DestinationKindRule.named(scope.at(d).kind());
        return words(scope, inquiry, kind);
    }

    /** In requests for embeddings, the unscanned content is lists of tokens. */
    static Message words(RuleScope scope, Inquiry inquiry, Message kind) {
        var tokens = inquiry.question().needs().contains(Capability.EMBEDDINGS);
        return Message.of(
                tokens ? "routing.media-tokens" : "routing.media",
                scope.policy().media(),
                kind);
    }
}

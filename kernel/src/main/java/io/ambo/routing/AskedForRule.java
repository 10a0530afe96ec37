package io.ambo.routing;

import io.ambo.core.Message;

/** Excludes every model other than the requested one. */
final class AskedForRule implements SetRule {

    AskedForRule(RuleScope scope) {}

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        Bits.keep(bits, inquiry.asked().destinations());
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        return !Bits.has(inquiry.asked().destinations(), d);
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        return Message.of("routing.asked-for", inquiry.question().asked());
    }
}

package io.ambo.routing;

import io.ambo.core.Message;

/** Excludes a provider whose key is not set. */
final class NoKeyRule implements SetRule {

    private final RuleScope scope;

    NoKeyRule(RuleScope scope) {
        this.scope = scope;
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        for (var provider : inquiry.question().circumstances().noKey()) {
            Bits.remove(bits, scope.names().providerOrDestination(provider));
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        return inquiry.question().circumstances().noKey().contains(scope.at(d).provider());
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        return Message.of("routing.no-key", scope.at(d).provider());
    }
}

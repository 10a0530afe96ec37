package io.ambo.routing;

import io.ambo.core.Message;

/** Excludes a destination that is still starting or cannot start. */
final class NotReadyRule implements SetRule {

    private final RuleScope scope;

    NotReadyRule(RuleScope scope) {
        this.scope = scope;
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        for (var destination : inquiry.question().circumstances().notReady()) {
            Bits.remove(bits, scope.names().providerOrDestination(destination));
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        var notReady = inquiry.question().circumstances().notReady();
        return notReady.contains(scope.at(d).id())
                || notReady.contains(scope.at(d).provider());
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var starting = inquiry.question()
                .circumstances()
                .notReady()
                .contains(scope.at(d).id());
        return Message.of(starting ? "routing.not-ready" : "routing.switched-off");
    }
}

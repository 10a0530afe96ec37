package io.ambo.routing;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Message;

/** Excludes destinations for which a finding would have to be replaced but cannot be replaced where it is. */
final class UnmaskableRule implements SetRule {

    private final RuleScope scope;

    UnmaskableRule(RuleScope scope) {
        this.scope = scope;
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        var content = inquiry.question().content();
        if (content.unmaskable().isPresent()) {
            for (var kind : DestinationKind.values()) {
                if (replaces(kind, content.dataClass())) {
                    Bits.remove(bits, scope.kind(kind));
                }
            }
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        var content = inquiry.question().content();
        return content.unmaskable().isPresent() && replaces(scope.at(d).kind(), content.dataClass());
    }

    private boolean replaces(DestinationKind kind, DataClass dataClass) {
        return scope.policy().treatment(kind, dataClass) == Treatment.DE_IDENTIFY;
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var place = inquiry.question().content().unmaskable();
        return Message.of("routing.unmaskable-position", place.orElse(""));
    }
}

package io.ambo.routing;

import io.ambo.core.Message;
import java.util.Set;
import java.util.TreeSet;

/** Excludes a provider other than the issuer of sealed content in the request. */
final class OpaqueIssuerRule implements SetRule {

    private final RuleScope scope;

    OpaqueIssuerRule(RuleScope scope) {
        this.scope = scope;
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        var content = inquiry.question().content();
        if (content.opaque()) {
            Bits.keep(bits, issuers(content.issuers()));
        }
    }

    private long[] issuers(Set<String> issuers) {
        if (issuers.isEmpty()) {
            return scope.inHouse();
        }
        var set = scope.none();
        issuers.forEach(issuer -> Bits.addAll(set, scope.names().providerOrDestination(issuer)));
        return set;
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        var content = inquiry.question().content();
        var issued = content.issuers().isEmpty()
                ? RuleScope.inHouse(scope.at(d))
                : content.issuers().contains(scope.at(d).provider());
        return content.opaque() && !issued;
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var issuers = new TreeSet<>(inquiry.question().content().issuers());
        return issuers.isEmpty()
                ? Message.of("routing.opaque-issuer-unknown")
                : Message.of("routing.opaque-issuer", Message.list(issuers));
    }
}

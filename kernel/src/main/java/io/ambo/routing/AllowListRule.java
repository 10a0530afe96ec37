package io.ambo.routing;

import io.ambo.core.Message;

/** Excludes a model that is not in the key's list of allowed models. */
final class AllowListRule implements SetRule {

    private final RuleScope scope;

    AllowListRule(RuleScope scope) {
        this.scope = scope;
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        var models = inquiry.question().allowance().models();
        var aliasAllowed =
                inquiry.asked().alias() && models.contains(inquiry.question().asked());
        if (!models.isEmpty() && !aliasAllowed) {
            Bits.keep(bits, scope.names().union(models));
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        var question = inquiry.question();
        return !Names.allows(
                question.allowance().models(), question.asked(), inquiry.asked().alias(), scope.at(d));
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        return Message.of("routing.allow-list", scope.at(d).id());
    }
}

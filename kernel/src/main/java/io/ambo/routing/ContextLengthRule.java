package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.core.Message;

/** Excludes a model whose context cannot hold prompt and answer. */
final class ContextLengthRule implements SetRule {

    private final RuleScope scope;
    private final Thresholds context;
    private final Thresholds maxOutput;

    ContextLengthRule(RuleScope scope) {
        this.scope = scope;
        context = new Thresholds(scope.destinations(), Destination::context);
        maxOutput = new Thresholds(scope.destinations(), Destination::maxOutput);
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        var size = inquiry.question().size();
        Bits.keep(bits, context.atLeast(size.needed()));
        if (size.maxOutput().isPresent()) {
            Bits.keep(bits, maxOutput.atLeast(size.maxOutput().getAsLong()));
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        var size = inquiry.question().size();
        return size.needed() > scope.at(d).context()
                || size.maxOutput().orElse(0) > scope.at(d).maxOutput();
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var size = inquiry.question().size();
        var at = scope.at(d);
        if (size.maxOutput().orElse(0) > at.maxOutput()) {
            return Message.of("routing.max-output", size.maxOutput().getAsLong(), at.maxOutput());
        }
        return Message.of(
                "routing.context-length", size.longest(), size.maxOutput().orElse(1), at.context());
    }
}

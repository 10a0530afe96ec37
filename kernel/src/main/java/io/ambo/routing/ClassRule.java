package io.ambo.routing;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.Message;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Excludes destinations of a kind to which the policy sends no data of this class. */
final class ClassRule implements SetRule {

    private final RuleScope scope;
    private final Map<DataClass, long[]> lettingThrough = new EnumMap<>(DataClass.class);

    ClassRule(RuleScope scope) {
        this.scope = scope;
        for (var dataClass : DataClass.values()) {
            lettingThrough.put(dataClass, scope.where(it -> scope.treatment(it, dataClass) != Treatment.REFUSE));
        }
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        var dataClass = inquiry.question().content().dataClass();
        Bits.keep(bits, Objects.requireNonNull(lettingThrough.get(dataClass)));
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        var dataClass = inquiry.question().content().dataClass();
        return scope.treatment(scope.at(d), dataClass) == Treatment.REFUSE;
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var content = inquiry.question().content();
        var kind = DestinationKindRule.named(scope.at(d).kind());
        var policy = scope.policy().name();
        var found = found(content.found());
        if (found.isEmpty()
                && content.media()
                && content.dataClass() == scope.policy().media()) {
            return MediaRule.words(scope, inquiry, kind);
        }
        return found.isEmpty()
                ? Message.of("routing.class", content.dataClass(), kind, policy)
                : Message.of("routing.class-found", content.dataClass(), kind, policy, Message.list(found));
    }

    private List<Message> found(Map<String, Integer> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(entry -> Message.of("routing.found", scope.kindOfValue(entry.getKey()), entry.getValue()))
                        .toList();
    }
}

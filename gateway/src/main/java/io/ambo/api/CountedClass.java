package io.ambo.api;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Kind;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Replacement;
import io.ambo.core.DataClass;
import io.ambo.routing.Question.Content;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The class that a policy gives to a request of which only the counts of what was found in it are known. */
final class CountedClass {

    private static final String TAGGED = "-tagged";
    private static final String ROSTER = "roster-";

    private final Map<String, Recogniser> recognisers;

    CountedClass(Catalog catalog) {
        this.recognisers =
                catalog.recognisers().stream().collect(Collectors.toMap(Recogniser::id, it -> it, (first, _) -> first));
    }

    DataClass of(Content content, Policy policy) {
        var dataClass = content.media() ? policy.media() : DataClass.L0;
        var together = new TreeSet<String>();
        for (var id : content.found().keySet()) {
            dataClass = dataClass.max(dataClass(id, policy));
            together.add(id);
            kind(id).map(Kind::id).ifPresent(together::add);
        }
        for (var aggregation : policy.aggregations()) {
            if (together.containsAll(aggregation.together())) {
                dataClass = dataClass.max(aggregation.dataClass());
            }
        }
        return dataClass;
    }

    /** Whether a policy lets nothing take the place of a value that was found. */
    boolean blocks(Content content, Policy policy) {
        return content.found().keySet().stream()
                .flatMap(id -> kind(id).stream())
                .anyMatch(kind -> policy.replacements().of(kind) == Replacement.BLOCK);
    }

    /** Whether it is known what a recogniser of this id finds. */
    boolean knows(String id, Policy policy) {
        return kind(id).isPresent() || marked(id, policy).isPresent();
    }

    private DataClass dataClass(String id, Policy policy) {
        var recogniser = recognisers.get(id);
        if (recogniser != null) {
            return recogniser.dataClass();
        }
        return marked(id, policy)
                .or(() -> kind(id).map(policy.names()::dataClass))
                .orElse(DataClass.L0);
    }

    private static Optional<DataClass> marked(String id, Policy policy) {
        return policy.marked().stream()
                .filter(it -> it.id().equals(id))
                .map(Policy.MarkedWords::dataClass)
                .findFirst();
    }

    /** Of a recogniser, a tagger, or a list of an installation's own names. */
    private Optional<Kind> kind(String id) {
        var recogniser = recognisers.get(id);
        if (recogniser != null) {
            return Optional.of(recogniser.kind());
        }
        if (id.startsWith(ROSTER)) {
            return Kind.of(id.substring(ROSTER.length()).replace('-', '_'));
        }
        return id.endsWith(TAGGED) ? Kind.of(id.substring(0, id.length() - TAGGED.length())) : Optional.empty();
    }
}

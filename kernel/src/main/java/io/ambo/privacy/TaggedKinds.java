package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.catalog.NameRules;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Source;
import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Named;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The recognisers that stand for what taggers find: one for each kind, without a pattern of its own. */
public final class TaggedKinds {

    private TaggedKinds() {}

    private enum Tagged {
        PERSON(Kind.PERSON, "person-tagged", "PERSON", 38),
        ADDRESS(Kind.ADDRESS, "address-tagged", "ADDRESS", 52),
        LOCATION(Kind.LOCATION, "location-tagged", "PLACE", 11),
        ORGANIZATION(Kind.ORGANIZATION, "organization-tagged", "ORGANIZATION", 12);

        private final Kind kind;
        private final String id;
        private final String token;
        private final int priority;

        Tagged(Kind kind, String id, String token, int priority) {
            this.kind = kind;
            this.id = id;
            this.token = token;
            this.priority = priority;
        }

        private Named named() {
            var names = new EnumMap<Language, String>(Language.class);
            for (var language : Language.values()) {
                names.put(language, Message.of("privacy.tagged." + kind.id()).in(language));
            }
            return new Named(id, names);
        }
    }

    /** The name of such a recogniser; empty for any other id. */
    public static Optional<Named> named(String id) {
        return Arrays.stream(Tagged.values())
                .filter(tagged -> tagged.id.equals(id))
                .findFirst()
                .map(Tagged::named);
    }

    /** Those of the kinds that are searched for. */
    static List<Recogniser> of(Collection<Kind> kinds, NameRules rules) {
        return Arrays.stream(Tagged.values())
                .filter(tagged -> kinds.contains(tagged.kind))
                .map(tagged -> recogniser(tagged, rules))
                .toList();
    }

    private static Recogniser recogniser(Tagged tagged, NameRules rules) {
        return new Recogniser(
                tagged.id,
                tagged.kind,
                rules.dataClass(tagged.kind),
                tagged.token,
                tagged.named().names(),
                new Recogniser.Trigger.Words(Set.of(), 0),
                List.of(),
                Recogniser.Checksum.NONE,
                Recogniser.Canonical.LOWER_CASE,
                Recogniser.Edges.NO_LETTER_OR_DIGIT,
                Recogniser.Guard.NONE,
                Set.of(),
                Recogniser.Owner.ANY,
                tagged.priority,
                tagged.kind == Kind.PERSON,
                List.of(),
                List.of(),
                new Source("tagger", LocalDate.EPOCH));
    }
}

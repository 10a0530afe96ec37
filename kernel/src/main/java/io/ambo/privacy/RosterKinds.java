package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.catalog.NameRules;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Roster;
import io.ambo.catalog.Source;
import io.ambo.core.DataClass;
import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Named;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The recognisers that find the names of an installation's own lists, one for each kind. They find them wherever they
 * stand, with or without a tagger.
 */
public final class RosterKinds {

    private static final String ID = "roster-";
    private static final int PRIORITY = 45;

    private RosterKinds() {}

    /** The display name of what such a list finds; empty for the id of anything else. */
    public static Optional<Named> named(String id) {
        return id.startsWith(ID) ? Optional.of(named(id, Message.of("privacy.roster"))) : Optional.empty();
    }

    private static Named named(String id, Message message) {
        var names = new EnumMap<Language, String>(Language.class);
        for (var language : Language.values()) {
            names.put(language, message.in(language));
        }
        return new Named(id, names);
    }

    /** One recogniser for each kind. A name is at least contact data; a policy can give its kind a higher class. */
    static List<Recogniser> of(Roster roster, NameRules rules) {
        return roster.names().entrySet().stream()
                .map(entry -> recogniser(entry.getKey(), entry.getValue(), rules))
                .toList();
    }

    private static Recogniser recogniser(Kind kind, Set<String> names, NameRules rules) {
        var id = ID + kind.id().replace('_', '-');
        return new Recogniser(
                id,
                kind,
                DataClass.L2.max(rules.dataClass(kind)),
                token(kind),
                named(id, Message.of("privacy.roster")).names(),
                new Recogniser.Trigger.Words(names, 0),
                List.of(),
                Recogniser.Checksum.NONE,
                Recogniser.Canonical.LOWER_CASE,
                Recogniser.Edges.NO_LETTER_OR_DIGIT,
                Recogniser.Guard.NONE,
                Set.of(),
                Recogniser.Owner.ANY,
                PRIORITY,
                false,
                List.of(),
                List.of(),
                new Source("roster", LocalDate.EPOCH));
    }

    private static String token(Kind kind) {
        var word = kind == Kind.LOCATION ? "PLACE" : kind.id().replace("_", "").toUpperCase(Locale.ROOT);
        return word.substring(0, Math.min(word.length(), 12));
    }
}

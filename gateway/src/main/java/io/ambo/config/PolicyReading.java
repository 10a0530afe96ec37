package io.ambo.config;

import io.ambo.catalog.Kind;
import io.ambo.catalog.NameRules;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Policy.Steering.Action;
import io.ambo.catalog.Replacement;
import io.ambo.catalog.Replacements;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a policy's file, already merged with the policy it {@code extends}. */
final class PolicyReading {

    private static final String MEMBER = "[A-Za-z0-9_]{1,60}(\\.([A-Za-z0-9_-]{1,60}|\\*))?";

    private PolicyReading() {}

    static Policy read(Section section) {
        section.optionalText("extends");
        return new Policy(
                section.text("name", ProviderReading.ID, "config.id", Policy.DEFAULT),
                Treatments.read(section.requiredSection("treatments")),
                replacements(section),
                aliases(section),
                distinct(section, "aggregations", PolicyReading::aggregation, Policy.Aggregation::together),
                distinct(section, "marked", PolicyReading::marked, Policy.MarkedWords::id),
                names(section.sectionOrEmpty("names")),
                section.choice("media", DataClass.L4),
                section.choice("subjects-alone", DataClass.L0),
                section.positiveDuration("scan-limit", Duration.ofSeconds(30)),
                section.choice("on-scan-failure", Policy.ScanFailure.REFUSE),
                section.choice("on-journal-failure", Policy.JournalFailure.REFUSE),
                section.choice("restore-in-addresses", Policy.RestoreInAddresses.KNOWN_HOSTS),
                restoreInTools(section),
                SourceReading.money(section, "ceiling"),
                distinct(section, "steering", PolicyReading::steering, Policy.Steering::member),
                section.texts("guards"),
                section.sections("sources").stream().map(SourceReading::source).toList());
    }

    private static List<Policy.Alias> aliases(Section section) {
        var aliases = distinct(section, "aliases", PolicyReading::alias, Policy.Alias::name);
        if (aliases.stream().noneMatch(alias -> alias.name().equals(Policy.AUTO))) {
            section.mistake("aliases", "config.no-auto");
        }
        return aliases;
    }

    private static Policy.Alias alias(Section section) {
        return new Policy.Alias(
                section.text("name", ModelReading.MODEL_ID, "config.model-id", "alias"),
                section.whole("tier", 0, 0, 5),
                section.whole("speed", 0, 0, 1_000_000),
                section.choice("below-floor", Policy.BelowFloor.REFUSE),
                Set.copyOf(section.texts("models")),
                SourceReading.money(section, "ceiling"));
    }

    private static Policy.Aggregation aggregation(Section section) {
        var together = Set.copyOf(section.texts("together"));
        if (together.isEmpty()) {
            section.missing("together");
        }
        return new Policy.Aggregation(together, section.choice("class", DataClass.class));
    }

    private static Policy.MarkedWords marked(Section section) {
        var words = Set.copyOf(section.texts("words"));
        if (words.isEmpty() || words.stream().anyMatch(word -> word.strip().length() < 2)) {
            section.mistake("words", "config.marked-words");
        }
        var id = section.text("id", ProviderReading.ID, "config.id", "id");
        return new Policy.MarkedWords(
                id, words, section.choice("class", DataClass.class), RecogniserReading.token(section, id));
    }

    private static Replacements replacements(Section section) {
        var kinds = new EnumMap<Kind, Replacement>(Kind.class);
        for (var one : section.sections("replacements")) {
            replacement(one, kinds);
        }
        return new Replacements(section.choice("replacement", Replacement.PLACEHOLDER), kinds);
    }

    /** Without a word every tool; an empty list is none. */
    private static Set<String> restoreInTools(Section section) {
        var tools = Set.copyOf(section.texts("restore-in-tools"));
        return section.has("restore-in-tools") ? tools : Set.of(Policy.EVERY_TOOL);
    }

    private static void replacement(Section section, Map<Kind, Replacement> kinds) {
        var chosen = section.choice("by", Replacement.class);
        var written = section.texts("kinds");
        if (written.isEmpty()) {
            section.missing("kinds");
        }
        for (var id : written) {
            var kind = Kind.of(id);
            if (kind.isEmpty()) {
                section.mistake("kinds", "config.replacement-kind", id, String.join(", ", Kind.ids()));
            } else if (!chosen.fits(kind.get())) {
                section.mistake("by", "config.replacement", chosen.id(), id);
            } else if (kinds.put(kind.get(), chosen) != null) {
                section.mistake("kinds", "config.twice");
            }
        }
    }

    private static NameRules names(Section section) {
        var classes = new EnumMap<Kind, DataClass>(Kind.class);
        var written = section.sectionOrEmpty("classes");
        for (var kind : NameRules.KINDS) {
            classes.put(kind, written.choice(kind.id(), NameRules.usual(kind)));
        }
        return new NameRules(
                section.choice("tagger", NameRules.Tier.FAST),
                section.choice("certainty", NameRules.Certainty.LIKELY),
                section.positiveDuration("limit", Duration.ofSeconds(5)),
                classes);
    }

    private static Policy.Steering steering(Section section) {
        var action = new EnumMap<DestinationKind, Action>(DestinationKind.class);
        for (var kind : DestinationKind.values()) {
            action.put(kind, section.choice(kind.id(), Action.CARRY));
        }
        return new Policy.Steering(section.text("member", MEMBER, "config.member", "member"), action);
    }

    /** Every object of a list; duplicate names are a mistake. */
    private static <T, N> List<T> distinct(
            Section section, String key, Function<Section, T> reading, Function<T, N> name) {
        var names = new HashSet<N>();
        return section.sections(key).stream()
                .map(it -> {
                    var thing = reading.apply(it);
                    if (!names.add(name.apply(thing))) {
                        Optional.of("id")
                                .filter(it::has)
                                .or(() -> it.keys().stream().findFirst())
                                .ifPresent(at -> it.mistake(at, "config.twice"));
                    }
                    return thing;
                })
                .toList();
    }
}

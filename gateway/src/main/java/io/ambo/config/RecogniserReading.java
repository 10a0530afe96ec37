package io.ambo.config;

import io.ambo.catalog.Kind;
import io.ambo.catalog.Recogniser;
import io.ambo.core.DataClass;
import io.ambo.core.Language;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads a recogniser's file. */
final class RecogniserReading {

    private static final Pattern NO_PATTERN = Pattern.compile("(?!)");
    private static final int MOST_LETTERS = 12;
    private static final List<String> KINDS = List.of("digits", "around", "words");

    private RecogniserReading() {}

    static Recogniser read(Section section) {
        var owner = section.choice("owner", Recogniser.Owner.ANY);
        var trigger = Optional.of(section).filter(_ -> !owner.isAboutOthers()).map(it -> it.requiredSection("trigger"));
        return new Recogniser(
                section.text("id", ProviderReading.ID, "config.id", "id"),
                kind(section),
                section.choice("class", DataClass.class),
                token(section),
                names(section.requiredSection("names")),
                trigger.map(RecogniserReading::trigger).orElse(Recogniser.Trigger.NONE),
                patterns(
                        section,
                        trigger.map(it -> !it.has("words") && section.has("trigger"))
                                .orElse(true)),
                section.choice("checksum", Recogniser.Checksum.NONE),
                section.choice("canonical", Recogniser.Canonical.TEXT),
                section.choice("edges", Recogniser.Edges.ANY),
                section.choice("guard", Recogniser.Guard.NONE),
                Set.copyOf(section.texts("context")),
                owner,
                section.whole("priority", 0, 0, 1000),
                section.flag("everywhere", false),
                examples(section),
                section.texts("counter-examples"),
                SourceReading.source(section.requiredSection("source")));
    }

    /** The token for a policy's marked words; by default the letters of the id, or {@code MARKED}. */
    static String token(Section section, String id) {
        if (section.has("token")) {
            return token(section);
        }
        section.optionalText("token");
        var letters = id.replaceAll("[^a-z]", "").toUpperCase(Locale.ROOT);
        return letters.length() < 2 ? "MARKED" : letters.substring(0, Math.min(letters.length(), MOST_LETTERS));
    }

    static String token(Section section) {
        return section.text("token", "[A-Z]{2,12}", "config.token", "VALUE");
    }

    private static Kind kind(Section section) {
        var written = section.text("kind");
        var kind = Kind.of(written);
        if (kind.isEmpty() && section.has("kind")) {
            section.oneOf("kind", written, Kind.ids());
        }
        return kind.orElse(Kind.OTHER);
    }

    private static Map<Language, String> names(Section section) {
        var names = new EnumMap<Language, String>(Language.class);
        for (var language : Language.values()) {
            names.put(language, section.text(language.tag()));
        }
        return names;
    }

    private static Recogniser.Trigger trigger(Section section) {
        var digits = section.section("digits");
        var around = section.optionalText("around");
        var words = section.texts("words");
        if (KINDS.stream().filter(section::has).count() != 1) {
            section.mistake(KINDS.stream().filter(section::has).findFirst().orElse("words"), "config.trigger");
        }
        if (digits.isPresent()) {
            var least = digits.get().whole("least", 1, 100);
            var most = digits.get().whole("most", 1, 100);
            return new Recogniser.Trigger.Digits(least, most, digits.get().whole("letters", 0, 0, 8));
        }
        if (around.isPresent()) {
            var character = character(section, around.get());
            return new Recogniser.Trigger.Around(
                    character, section.whole("least", 1, 1, 16), section.flag("dotted", false));
        }
        return new Recogniser.Trigger.Words(Set.copyOf(words), section.whole("reach", 0, 0, 16));
    }

    private static char character(Section section, String around) {
        if (around.length() != 1) {
            section.mistake("around", "config.trigger-around");
            return '@';
        }
        return around.charAt(0);
    }

    private static List<Pattern> patterns(Section section, boolean needed) {
        var one = section.optionalText("pattern").stream();
        var written = Stream.concat(one, section.texts("patterns").stream()).toList();
        if (written.isEmpty() && needed) {
            section.missing("pattern");
            return List.of(NO_PATTERN);
        }
        var parts = section.textMap("parts");
        return written.stream()
                .map(it -> pattern(section, withParts(it, parts)))
                .toList();
    }

    /** The pattern with each {@code {name}} replaced by the part of that name, recursively. */
    private static String withParts(String written, Map<String, String> parts) {
        var whole = written;
        for (var depth = 0; depth < parts.size(); depth++) {
            for (var part : parts.entrySet()) {
                whole = whole.replace("{" + part.getKey() + "}", part.getValue());
            }
        }
        return whole;
    }

    private static Pattern pattern(Section section, String written) {
        try {
            return Pattern.compile(HanClasses.halved(written));
        } catch (PatternSyntaxException e) {
            section.mistake(
                    section.has("pattern") ? "pattern" : "patterns", "config.pattern", Math.max(0, e.getIndex()) + 1);
            return NO_PATTERN;
        }
    }

    private static List<Recogniser.Example> examples(Section section) {
        var examples = section.sections("examples").stream()
                .map(it -> new Recogniser.Example(it.text("text"), it.texts("found")))
                .toList();
        if (examples.isEmpty()) {
            section.missing("examples");
        }
        return examples;
    }
}

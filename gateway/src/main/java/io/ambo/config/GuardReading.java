package io.ambo.config;

import io.ambo.catalog.Guard;
import io.ambo.catalog.Guard.Action;
import io.ambo.catalog.Guard.Place;
import io.ambo.core.Language;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a guard's file. */
final class GuardReading {

    private static final Pattern NO_PATTERN = Pattern.compile("(?!)");
    private static final Guard.Rule NO_RULE = new Guard.Rule(1, 1, List.of(), List.of());
    private static final int LONGEST_WINDOW = 4000;
    private static final String LABEL = "[A-Za-z0-9._-]{1,64}";

    private GuardReading() {}

    static Guard read(Section section) {
        var action = section.choice("action", Action.class);
        var rule = section.section("rule").map(GuardReading::rule);
        if (action == Action.BLOCK && rule.isEmpty()) {
            section.missing("rule");
            rule = Optional.of(NO_RULE);
        }
        var place = section.choice("place", Place.END);
        if (place == Place.START && rule.isPresent()) {
            section.mistake("place", "config.guard-place");
        }
        var label = section.has("label")
                ? Optional.of(section.text("label", LABEL, "config.guard-label", "x"))
                : section.optionalText("label");
        return new Guard(
                section.text("id", ProviderReading.ID, "config.id", "id"),
                words(section.requiredSection("names")),
                action,
                words(section.requiredSection("text")),
                section.section("accountable").map(GuardReading::words).orElse(Map.of()),
                place,
                label,
                rule,
                section.texts("examples"),
                section.texts("counter-examples"),
                section.sections("sources").stream().map(SourceReading::source).toList());
    }

    private static Map<Language, String> words(Section section) {
        var words = new EnumMap<Language, String>(Language.class);
        for (var language : Language.values()) {
            words.put(language, section.text(language.tag()));
        }
        return words;
    }

    private static Guard.Rule rule(Section section) {
        var signals = new ArrayList<Guard.Signal>();
        var ids = new HashSet<String>();
        for (var each : section.sections("signals")) {
            var signal = signal(each);
            signals.add(signal);
            if (!ids.add(signal.id())) {
                each.mistake("id", "config.twice");
            }
        }
        if (signals.stream().noneMatch(Guard.Signal::opens)) {
            section.mistake("signals", "config.guard-opens");
        }
        var needs = new ArrayList<Set<String>>();
        section.sections("needs").forEach(each -> needs.add(needed(each, ids)));
        return new Guard.Rule(
                section.whole("window", 1, LONGEST_WINDOW), section.whole("threshold", 1, 1000), needs, signals);
    }

    private static Set<String> needed(Section section, Set<String> ids) {
        var any = section.texts("any");
        any.forEach(id -> section.oneOf("any", id, ids));
        return Set.copyOf(any);
    }

    private static Guard.Signal signal(Section section) {
        var patterns = new ArrayList<Pattern>();
        var words = section.texts("words");
        if (!words.isEmpty()) {
            patterns.add(WordPattern.of(words));
        }
        section.texts("patterns").forEach(written -> patterns.add(pattern(section, written)));
        if (patterns.isEmpty()) {
            section.missing("patterns");
        }
        return new Guard.Signal(
                section.text("id", ProviderReading.ID, "config.id", "id"),
                section.whole("weight", -1000, 1000),
                section.flag("opens", false),
                section.flag("lasts", false),
                patterns);
    }

    private static Pattern pattern(Section section, String written) {
        try {
            var pattern = Pattern.compile(HanClasses.halved(written), Pattern.CASE_INSENSITIVE);
            if (pattern.matcher("").find()) {
                section.mistake("patterns", "config.guard-empty", written);
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            section.mistake("patterns", "config.pattern", Math.max(0, e.getIndex()) + 1);
            return NO_PATTERN;
        }
    }
}

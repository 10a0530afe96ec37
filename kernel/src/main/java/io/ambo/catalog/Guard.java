package io.ambo.catalog;

import io.ambo.core.Language;
import io.ambo.core.Named;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A rule about answers: what they must not say, or what must be said with them. One data file; a policy names the guards
 * that watch its answers.
 *
 * @param id for example {@code prescriptions}
 * @param names its display names, by language
 * @param action what happens to an answer that matches
 * @param text what the caller reads instead of a blocked answer, or beside a labelled one, by language
 * @param accountable who answers for what this guard lets through, by language; {@code {accountable}} in the text
 * @param place where the text of a label stands
 * @param label the value of the header {@code x-ambo-label} of an answer that this guard labels, if any
 * @param rule what an answer must look like; empty for every answer
 */
public record Guard(
        String id,
        Map<Language, String> names,
        Action action,
        Map<Language, String> text,
        Map<Language, String> accountable,
        Place place,
        Optional<String> label,
        Optional<Rule> rule,
        List<String> examples,
        List<String> counterExamples,
        List<Source> sources) {

    public Guard {
        names = Map.copyOf(names);
        text = Map.copyOf(text);
        accountable = Map.copyOf(accountable);
        examples = List.copyOf(examples);
        counterExamples = List.copyOf(counterExamples);
        sources = List.copyOf(sources);
        if (action == Action.BLOCK && rule.isEmpty()) {
            throw new IllegalArgumentException("a guard that blocks needs a rule: " + id);
        }
    }

    /** Its id with its names, for messages. */
    public Named named() {
        return new Named(id, names);
    }

    /** The text for a reader of this language, with the accountable person in it. */
    public String text(Language language) {
        return text.getOrDefault(language, "").replace("{accountable}", accountable.getOrDefault(language, ""));
    }

    /** What happens to an answer that matches. */
    public enum Action {
        /** Nothing of what matched reaches the caller; the guard's text does. */
        BLOCK,
        /** The answer goes on, with the guard's text. */
        LABEL;

        /** The name in files and in the ledger. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where the text of a label stands. */
    public enum Place {
        START,
        END,
        /** Only in the header. */
        HEADER
    }

    /**
     * What an answer must look like: the weights of the signals that are found near each other add up to the threshold.
     *
     * @param window characters from the first signal within which the others count
     * @param threshold the least sum
     * @param needs groups of signals; at least one of each group must be found
     */
    public record Rule(int window, int threshold, List<Set<String>> needs, List<Signal> signals) {
        public Rule {
            needs = needs.stream().map(Set::copyOf).toList();
            signals = List.copyOf(signals);
        }
    }

    /**
     * Words and patterns that mean the same; found several times, it counts once.
     *
     * @param weight what it adds to the sum; less than 0 speaks against
     * @param opens whether a window begins where it is found, so that nothing from there on leaves before the window is judged
     * @param lasts whether it counts from where it is found to the end of the answer, not only within the window
     * @param patterns tried on each sentence or line in normal form, ignoring the case of ASCII letters
     */
    public record Signal(String id, int weight, boolean opens, boolean lasts, List<Pattern> patterns) {
        public Signal {
            patterns = List.copyOf(patterns);
        }
    }
}

package io.ambo.privacy;

import io.ambo.catalog.Guard;
import io.ambo.core.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One answer while guards watch it. It takes the answer's texts in pieces, however they are cut, and says up to where
 * everything is judged; the same texts lead to the same result in one piece and in many.
 *
 * <p>Each text is cut into sentences and lines, which are searched for signals. The signals of all texts count together,
 * in the order in which they came, so that a message in several parts is judged as one.
 */
public final class GuardedAnswer {

    private final List<GuardWatch> watches;
    private final Map<Object, SentenceCutter> texts = new LinkedHashMap<>();
    private long position;
    private long han;
    private long letters;

    GuardedAnswer(List<Guard> guards) {
        this.watches = guards.stream()
                .filter(guard -> guard.rule().isPresent())
                .map(GuardWatch::new)
                .toList();
    }

    /**
     * Takes further characters of a text.
     *
     * @param text names the text that they continue
     * @param insideJson whether the text is JSON, with escapes
     */
    public void take(Object text, boolean insideJson, String characters) {
        if (characters.isEmpty()) {
            return;
        }
        var begins = position;
        position += characters.length();
        texts.computeIfAbsent(text, _ -> new SentenceCutter(insideJson)).add(characters, begins, this::search);
        judge();
    }

    /** This text is at its end. */
    public void end(Object text) {
        var ended = texts.remove(text);
        if (ended != null) {
            ended.rest(this::search);
            judge();
        }
    }

    /** The answer is at its end: everything is judged. */
    public void end() {
        List.copyOf(texts.keySet()).forEach(this::end);
        watches.forEach(GuardWatch::judgeAll);
    }

    /** The texts that have begun and not ended. */
    public List<Object> open() {
        return List.copyOf(texts.keySet());
    }

    /** How many characters of the answer came so far. */
    public long position() {
        return position;
    }

    /** Characters of the answer, in the order in which they came, that may go to the caller. */
    public long judged() {
        var judged = position;
        for (var watch : watches) {
            if (watch.holds()) {
                judged = Math.min(judged, Math.min(searched(), watch.undecided()));
            }
        }
        return judged;
    }

    /** The guard that forbids this answer, if any does so far. */
    public Optional<Guard> blockedBy() {
        return watches.stream()
                .filter(watch -> watch.holds() && watch.matches() > 0)
                .map(GuardWatch::guard)
                .findFirst();
    }

    /** How often each guard's rule matched; only guards whose rule did. */
    public Map<Guard, Integer> matches() {
        var matches = new LinkedHashMap<Guard, Integer>();
        for (var watch : watches) {
            if (watch.matches() > 0) {
                matches.put(watch.guard(), watch.matches());
            }
        }
        return matches;
    }

    /** The language of what was said so far. */
    public Language language() {
        return 3 * han > letters ? Language.ZH : Language.EN;
    }

    /** Up to here every sentence was searched for signals. */
    private long searched() {
        var searched = position;
        for (var text : texts.values()) {
            searched = Math.min(searched, text.begins(position));
        }
        return searched;
    }

    private void search(String sentence, long at) {
        var normal = Characters.normal(sentence);
        count(normal);
        watches.forEach(watch -> watch.search(normal, at));
    }

    private void count(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Characters.isHan(c)) {
                han++;
            } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
                letters++;
            }
        }
    }

    private void judge() {
        var searched = searched();
        for (var watch : watches) {
            watch.judge(searched);
        }
    }
}

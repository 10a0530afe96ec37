package io.ambo.privacy;

import io.ambo.catalog.Recogniser.Trigger;
import io.ambo.privacy.Scanner.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The search loop over a normalised text: finds the positions where a value may be, and tries the patterns there. */
final class Search {

    /* The most characters that an address may have before and after its @. */
    private static final int AROUND_BEFORE = 64;
    private static final int AROUND_BEHIND = 600;
    private static final int MOST_GAP = 3;

    private final Scanner scanner;
    private final NormalText read;
    private final Matcher[][] matchers;
    /** For each detector, the passage its matchers were last used on; compared with the current one. */
    private final int[] seen;

    private int now;
    private String text = "";
    private long[] places = new long[0];
    private int from;
    private int to;
    private final NearbyWords nearby;
    /** The detectors that have a word near the group of digits at hand. */
    private List<Detector> near = List.of();

    private int digitsDone;
    private int aroundDone;
    /** The same for "@", around which more characters belong to a value. */
    private int aroundSignDone;

    private Interruption interruption = Interruption.NEVER;
    private List<Candidate> found = new ArrayList<>();

    Search(Scanner scanner) {
        this.scanner = scanner;
        this.read = new NormalText(scanner.outlines());
        this.matchers = new Matcher[scanner.detectors().size()][];
        this.seen = new int[matchers.length];
        this.nearby = new NearbyWords(scanner.digits(), matchers.length);
    }

    /** The text being searched; passages are read into it. */
    NormalText read() {
        return read;
    }

    /** The number of characters that fit in its buffers. */
    int room() {
        return read.room();
    }

    /** The candidates of the passage that was read last. */
    List<Candidate> passage(Passage passage, Interruption asked) {
        interruption = asked;
        found = new ArrayList<>();
        now++;
        part(0, read.length());
        if (passage.isJoined()) {
            for (var p = passage.context(); p < passage.pieces().size(); p++) {
                part(p == 0 ? 0 : read.pieceEnd(p - 1), read.pieceEnd(p));
            }
        }
        return withoutContext(passage, found);
    }

    /** Adds the occurrences of these words as whole values. */
    void words(WordFinder<Detector> words, Passage passage, List<Candidate> candidates) {
        text = read.toString();
        from = 0;
        to = text.length();
        found = new ArrayList<>();
        for (var i = 0; i < to; i++) {
            if (i % Interruption.INTERVAL == 0) {
                interruption.check();
            }
            for (var word : words.at(text, i, to)) {
                for (var detector : word.meanings()) {
                    add(detector, i, i + word.text().length());
                }
            }
        }
        candidates.addAll(withoutContext(passage, found));
    }

    /** Without those that begin in what is only context. */
    List<Candidate> withoutContext(Passage passage, List<Candidate> candidates) {
        if (passage.context() > 0) {
            var end = read.pieceEnd(passage.context() - 1);
            candidates.removeIf(candidate -> candidate.start() < end);
        }
        return candidates;
    }

    private void part(int start, int end) {
        from = start;
        to = end;
        digitsDone = start;
        aroundDone = start;
        aroundSignDone = start;
        nearby.begin(start);
        if (start == end) {
            return;
        }
        var words = (end - start + Long.SIZE - 1) / Long.SIZE;
        if (places.length < words) {
            places = new long[words];
        }
        scanner.hints().mark(read.outline(), start, end, places, interruption);
        for (var w = 0; w < words; w++) {
            if (w % (Interruption.INTERVAL / Long.SIZE) == 0) {
                interruption.check();
            }
            if (places[w] != 0) {
                text = read.toString();
                look(start + w * Long.SIZE, places[w]);
                places[w] = 0;
            }
        }
    }

    private void look(int first, long marked) {
        for (var left = marked; left != 0; left &= left - 1) {
            look(first + Long.numberOfTrailingZeros(left));
        }
    }

    private void look(int i) {
        var kind = scanner.kinds()[text.charAt(i)];
        words(i);
        if (kind != 0) {
            special(i, kind);
        }
    }

    private void words(int at) {
        var words = scanner.words().at(text, at, to);
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            for (var meaning : word.meanings()) {
                word(meaning, at, word.text().length());
            }
        }
    }

    private void special(int i, byte kind) {
        if ((kind & (Scanner.DIGIT | Scanner.NUMERAL)) != 0 && i >= digitsDone) {
            digits(i);
        }
        if ((kind & Scanner.AROUND) != 0 && i >= (text.charAt(i) == '@' ? aroundSignDone : aroundDone)) {
            around(i);
        }
    }

    private void word(Meaning meaning, int at, int length) {
        switch (meaning) {
            case Meaning.LookAlike lookAlike -> lookAlike(lookAlike.word(), at);
            case Meaning.Detect(var detector, var reach) -> {
                if (detector.recogniser().patterns().isEmpty()) {
                    add(detector, at, at + length);
                } else {
                    for (var start = Math.max(from, at - reach); start <= at; start++) {
                        attempt(detector, start);
                    }
                }
            }
        }
    }

    /** Tries a group of digits and numerals with small gaps; with the numerals read as digits and without. */
    private void digits(int start) {
        var end = start;
        var plain = 0;
        var numerals = 0;
        for (var i = start; i < to && i - end <= MOST_GAP; i++) {
            var kind = scanner.kinds()[text.charAt(i)];
            if ((kind & (Scanner.DIGIT | Scanner.NUMERAL)) != 0) {
                plain += kind & Scanner.DIGIT;
                numerals += (kind & Scanner.NUMERAL) >> 1;
                end = i + 1;
            } else if (!DigitDetectors.separates(text.charAt(i))) {
                break;
            }
        }
        digitsDone = end;
        var least = scanner.digits().least();
        var lookNear = plain + numerals >= scanner.digits().leastContextual();
        near = lookNear ? nearby.near(text, start, end, to) : List.of();
        if (plain >= least) {
            tryRuns(start, end, plain, text);
        }
        if (numerals > 0 && plain + numerals >= least) {
            tryRuns(start, end, plain + numerals, new Numerals(text, start, end));
        }
    }

    /** Tries each start of a run of digits; a change between ASCII digits and numerals starts another run. */
    private void tryRuns(int start, int end, int digits, CharSequence reading) {
        var rest = digits;
        for (var i = start; i < end; ) {
            var run = i;
            while (run < end
                    && Characters.isDigit(reading.charAt(run))
                    && text.charAt(run) < 0x80 == text.charAt(i) < 0x80) {
                run++;
            }
            if (run > i) {
                tryRun(i, run - i, rest, reading);
                rest -= run - i;
            }
            i = Math.max(run, i + 1);
        }
    }

    private void tryRun(int at, int length, int rest, CharSequence reading) {
        var first = at;
        while (first > from && first > at - 2 && (text.charAt(first - 1) == '+' || text.charAt(first - 1) == '(')) {
            first--;
        }
        tryRun(scanner.digits().plain(), first, at, length, rest, reading);
        if (DigitDetectors.beforeLetters(text, from, at, 1) < at) {
            tryRun(scanner.digits().lettered(), first, at, length, rest, reading);
        }
        tryRun(near, first, at, length, rest, reading);
    }

    private void tryRun(List<Detector> detectors, int first, int at, int length, int rest, CharSequence reading) {
        for (var detector : detectors) {
            if (detector.fits(length, rest, text.charAt(at) >= 0x80)) {
                var letters = detector.letters();
                var done = false;
                var begin = letters == 0 ? first : DigitDetectors.beforeLetters(text, from, at, letters);
                for (var start = begin; start <= at && !done; start++) {
                    done = reading instanceof Numerals ? attempt(detector, start, reading) : attempt(detector, start);
                }
            }
        }
    }

    /** Finds all values of a kind around a trigger character; around "@", letters of every script belong to them. */
    private void around(int at) {
        var wide = text.charAt(at) == '@';
        var start = at;
        while (start > from && start > at - AROUND_BEFORE && Characters.isVisible(text.charAt(start - 1), wide)) {
            start--;
        }
        var end = at;
        var most = start + 2 * AROUND_BEHIND;
        while (end < to && end < most && Characters.isVisible(text.charAt(end), wide)) {
            end++;
        }
        var done = end < most ? end : end - AROUND_BEHIND;
        aroundSignDone = wide ? done : aroundSignDone;
        aroundDone = wide ? aroundDone : done;
        for (var detector : scanner.around()) {
            if (detector.recogniser().trigger() instanceof Trigger.Around trigger
                    && (trigger.character() == '@') == wide
                    && SignCheck.fits(trigger, text, start, end)) {
                findAll(detector, trigger.character(), start, end);
            }
        }
    }

    private int next(char character, int start, int end) {
        var i = text.indexOf(character, start, end);
        return i < 0 ? end : i;
    }

    /** All matches, including those that start within another one, after its trigger character. */
    private void findAll(Detector detector, char hint, int start, int end) {
        for (var matcher : matchers(detector)) {
            var at = start;
            while (at < end && matcher.region(at, end).find()) {
                add(detector, text, matcher);
                at = next(hint, matcher.start(), end) + 1;
            }
        }
    }

    private boolean attempt(Detector detector, int start) {
        if (!detector.edgeHolds(text, start, from)) {
            return false;
        }
        var matchers = matchers(detector);
        var hit = false;
        for (var matcher : matchers) {
            hit |= attempt(detector, matcher, start, text);
        }
        return hit;
    }

    private boolean attempt(Detector detector, int start, CharSequence reading) {
        if (!detector.edgeHolds(text, start, from)) {
            return false;
        }
        var hit = false;
        for (var pattern : detector.recogniser().patterns()) {
            hit |= attempt(detector, seeing(pattern, reading), start, reading);
        }
        return hit;
    }

    /** If the longest match is not a value, a shorter one may be: text after a number can look like part of it. */
    private boolean attempt(Detector detector, Matcher matcher, int start, CharSequence reading) {
        var end = Math.min(to, start + detector.window());
        for (var tries = detector.tries(); tries > 0 && end > start; tries--) {
            matcher.region(start, end);
            if (!matcher.lookingAt()) {
                return false;
            }
            if (add(detector, reading, matcher)) {
                return true;
            }
            end = matcher.end() - 1;
        }
        return false;
    }

    private boolean add(Detector detector, CharSequence reading, Matcher match) {
        var start = Detector.start(match.pattern(), match);
        var end = Detector.end(match.pattern(), match);
        var accepted = detector.edgesHold(text, match.start(), match.end(), from, to)
                && detector.isValue(reading, start, end)
                && Guards.hold(detector, text, match.start(), start, end, from, to)
                && detector.isInContext(text, start, end, from, to);
        if (accepted) {
            found.add(Candidate.of(start, end, detector));
        }
        return accepted;
    }

    /** Adds a word that is itself a value. */
    private void add(Detector detector, int start, int end) {
        if (detector.edgesHold(text, start, end, from, to)) {
            found.add(Candidate.of(start, end, detector));
        }
    }

    private Matcher[] matchers(Detector detector) {
        var own = matchers[detector.number()];
        if (own == null) {
            own = new Matcher[detector.recogniser().patterns().size()];
            for (var i = 0; i < own.length; i++) {
                own[i] = seeing(detector.recogniser().patterns().get(i), text);
            }
            matchers[detector.number()] = own;
        } else if (seen[detector.number()] != now) {
            for (var matcher : own) {
                matcher.reset(text);
            }
        }
        seen[detector.number()] = now;
        return own;
    }

    /**
     * A matcher that sees the text beyond its region, so that the region's bounds do not count as the ends of the text.
     */
    private static Matcher seeing(Pattern pattern, CharSequence reading) {
        return pattern.matcher(reading).useTransparentBounds(true).useAnchoringBounds(false);
    }

    /** After a placeholder's word: matches an underscore and a code, in every spelling that restoring accepts. */
    private void lookAlike(String word, int at) {
        var i = at + word.length();
        while (i < to && i < at + word.length() + Placeholder.BACKSLASHES && text.charAt(i) == '\\') {
            i++;
        }
        if (i == to || text.charAt(i) != '_') {
            return;
        }
        var code = i + 1;
        var end = code;
        while (end < to && end < code + Placeholder.MOST && Placeholder.value(text.charAt(end)) >= 0) {
            end++;
        }
        for (var last = end; last >= code + Placeholder.LEAST; last--) {
            if (Placeholder.isCode(word, text, code, last)) {
                found.add(Candidate.lookAlike(at, last, true));
                return;
            }
        }
        found.add(Candidate.lookAlike(at, end, false));
    }
}

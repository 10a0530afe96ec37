package io.ambo.privacy;

import io.ambo.catalog.Policy;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Recogniser.Trigger;
import io.ambo.catalog.Source;
import io.ambo.core.DataClass;
import io.ambo.wire.Body;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the values of every recogniser in a body and says which class that makes it.
 *
 * <p>Made once for a configuration; for any number of threads.
 */
public final class Scanner {

    /* How it stays fast. A text is brought into normal form (NormalText), mostly a copy. One loop then looks at each
     * character in a table of 64 K marks: is it a digit, a numeral, a character that some recogniser looks around; and
     * by the marks of the next two characters too in a table of bits: may a word begin here. In prose nearly
     * always the answer is no. Patterns are tried only at such places, from there, over a bounded window, so that the
     * time is linear in the text whatever it says. Offsets of bytes are worked out only for passages in which
     * something was found, by reading them a second time. */

    /** The id under which look-alikes of placeholders are found. */
    static final String LOOK_ALIKE = "placeholder";

    static final byte DIGIT = 1;
    static final byte NUMERAL = 2;
    static final byte AROUND = 4;

    /** In {@link #marks}: look closer, whatever follows. */
    static final int LOOK = AsciiBeginnings.CODES;

    /** What a word may lead to: a detector's pattern, or the look for a look-alike. */
    sealed interface Meaning {

        record Detect(Detector detector, int reach) implements Meaning {}

        /** The word of a placeholder. */
        record LookAlike(String word) implements Meaning {}
    }

    private static final int MARKED_PRIORITY = 90;

    private final List<Detector> detectors;
    private final List<Detector> digits;
    private final List<Detector> around;
    private final WordFinder<Meaning> words = new WordFinder<>();
    private final byte[] kinds = new byte[0x10000];
    private final short[] marks = new short[0x10000];
    private final int leastDigits;
    private final Policy policy;

    private Scanner(List<Recogniser> recognisers, Policy policy) {
        this.policy = policy;
        var all = new ArrayList<Detector>();
        recognisers.forEach(recogniser -> all.add(new Detector(all.size(), recogniser)));
        policy.marked().forEach(marked -> all.add(new Detector(all.size(), recogniser(marked))));
        detectors = List.copyOf(all);
        digits = triggeredBy(Trigger.Digits.class);
        around = triggeredBy(Trigger.Around.class);
        leastDigits = digits.stream()
                .mapToInt(detector -> ((Trigger.Digits) detector.recogniser().trigger()).least())
                .min()
                .orElse(Integer.MAX_VALUE);
        fillKinds();
        fillWords();
        fillMarks();
    }

    public static Scanner of(List<Recogniser> recognisers, Policy policy) {
        return new Scanner(recognisers, policy);
    }

    /** Everything that is found in a body. */
    public Findings scan(Body body) {
        return new Scan(this, body).run();
    }

    List<Detector> detectors() {
        return detectors;
    }

    List<Detector> digits() {
        return digits;
    }

    List<Detector> around() {
        return around;
    }

    WordFinder<Meaning> words() {
        return words;
    }

    byte[] kinds() {
        return kinds;
    }

    /**
     * For each UTF-16 unit its code for {@link AsciiBeginnings}, to which {@link #LOOK} is added where something other than
     * a word of ASCII may begin.
     */
    short[] marks() {
        return marks;
    }

    /** The fewest digits that any recogniser is interested in. */
    int leastDigits() {
        return leastDigits;
    }

    DataClass classOf(List<Finding> findings, Body body) {
        var dataClass = body.media().length > 0 ? policy.media() : DataClass.L0;
        var kinds = new TreeSet<String>();
        for (var finding : findings) {
            dataClass = dataClass.max(finding.dataClass());
            kinds.add(finding.recogniser());
        }
        for (var aggregation : policy.aggregations()) {
            if (kinds.containsAll(aggregation.together())) {
                dataClass = dataClass.max(aggregation.dataClass());
            }
        }
        return dataClass;
    }

    private List<Detector> triggeredBy(Class<? extends Trigger> trigger) {
        return detectors.stream()
                .filter(detector -> trigger.isInstance(detector.recogniser().trigger()))
                .toList();
    }

    private void fillKinds() {
        for (var c = '0'; c <= '9'; c++) {
            kinds[c] = DIGIT;
        }
        Characters.numerals().chars().forEach(c -> kinds[c] = NUMERAL);
        for (var detector : around) {
            kinds[((Trigger.Around) detector.recogniser().trigger()).character()] |= AROUND;
        }
    }

    private void fillWords() {
        var placeholders = new TreeSet<String>();
        placeholders.add(Placeholder.LOOK_ALIKE);
        for (var detector : detectors) {
            placeholders.add(detector.recogniser().token());
            if (detector.recogniser().trigger() instanceof Trigger.Words(var triggers, var reach)) {
                triggers.stream().sorted().forEach(word -> words.add(word, new Meaning.Detect(detector, reach)));
            }
        }
        for (var word : placeholders) {
            words.add(word + "_", new Meaning.LookAlike(word));
            words.add(word + "\\", new Meaning.LookAlike(word));
        }
    }

    private void fillMarks() {
        for (var c = 0; c < marks.length; c++) {
            var code = AsciiBeginnings.code((char) c);
            marks[c] = (short) (kinds[c] == 0 ? code : code | LOOK);
        }
        words.firsts()
                .filter(c -> AsciiBeginnings.code(c) == AsciiBeginnings.OTHER)
                .forEach(c -> marks[c] = (short) (marks[c] | LOOK));
    }

    private static Recogniser recogniser(Policy.MarkedWords marked) {
        return new Recogniser(
                marked.id(),
                marked.dataClass(),
                marked.token(),
                Map.of(),
                new Trigger.Words(marked.words(), 0),
                List.of(),
                Recogniser.Checksum.NONE,
                Recogniser.Canonical.LOWER_CASE,
                Recogniser.Edges.NO_LETTER_OR_DIGIT,
                MARKED_PRIORITY,
                false,
                List.of(),
                List.of(),
                new Source("policy", LocalDate.EPOCH));
    }
}

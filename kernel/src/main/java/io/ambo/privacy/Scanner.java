package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Recogniser.Trigger;
import io.ambo.catalog.Replacements;
import io.ambo.catalog.Roster;
import io.ambo.catalog.Source;
import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.Body;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of every recogniser in a body and determines the body's class.
 *
 * <p>Built once per configuration; thread-safe.
 */
public final class Scanner {

    /*
     * Why it is fast: a text is normalised (NormalText), which is mostly a copy. Then tables tell, for eight characters
     * at a time, where a value may start (Hints); in prose that is nearly nowhere. Patterns are tried only at such
     * positions, over a bounded window, so the time is linear in the text, whatever its content.
     */

    /** The id under which texts that look like placeholders are found. */
    static final String LOOK_ALIKE = "placeholder";

    static final byte DIGIT = 1;
    static final byte NUMERAL = 2;
    static final byte AROUND = 4;

    /** What a word leads to: a detector's pattern, or the check for a look-alike. */
    sealed interface Meaning {

        record Detect(Detector detector, int reach) implements Meaning {}

        /** The word of a placeholder. */
        record LookAlike(String word) implements Meaning {}
    }

    private static final int MARKED_PRIORITY = 90;
    private static final int MOST_KEPT = 1 << 16;

    private final List<Detector> detectors;
    private final DigitDetectors digits;
    private final List<Detector> around;
    private final WordFinder<Meaning> words = new WordFinder<>();
    private final byte[] kinds = new byte[0x10000];
    private final Hints hints = new Hints();
    private final byte[] outlines = new byte[0x10000];
    /** Buffers and matchers that scans reuse, unless they are large; concurrent scans create their own. */
    private final AtomicReference<@Nullable Search> search = new AtomicReference<>();

    private final Policy policy;
    private final NameSearch names;
    private final Owners owners;
    /** The highest class that words have beside a name only. */
    private final DataClass owned;

    private final LongSupplier nanoTime;

    private Scanner(List<Recogniser> recognisers, Policy policy, TaggerSource taggers, LongSupplier nanoTime) {
        this.policy = policy;
        this.nanoTime = nanoTime;
        var all = new ArrayList<Detector>();
        recognisers.stream()
                .filter(recogniser -> !recogniser.owner().isAboutOthers())
                .forEach(recogniser -> all.add(new Detector(all.size(), recogniser)));
        owners = new Owners(recognisers, policy.subjectsAlone());
        owned = recognisers.stream()
                .filter(recogniser -> recogniser.owner().isAsked())
                .map(Recogniser::dataClass)
                .reduce(DataClass.L0, DataClass::max);
        policy.marked().forEach(marked -> all.add(new Detector(all.size(), recogniser(marked))));
        names = NameSearch.of(policy, taggers, all.size());
        all.addAll(names.detectors());
        detectors = List.copyOf(all);
        digits = new DigitDetectors(triggeredBy(Trigger.Digits.class));
        around = triggeredBy(Trigger.Around.class);
        fillKinds();
        fillOutlines();
        fillWords();
    }

    /** A scanner without taggers. */
    public static Scanner of(List<Recogniser> recognisers, Policy policy) {
        return of(recognisers, policy, TaggerSource.NONE);
    }

    /** A scanner that finds names by the tagger that the policy asks for. */
    public static Scanner of(List<Recogniser> recognisers, Policy policy, TaggerSource taggers) {
        return of(recognisers, policy, taggers, System::nanoTime);
    }

    /** The same that also finds the names of an installation's own lists. */
    public static Scanner of(List<Recogniser> recognisers, Policy policy, TaggerSource taggers, Roster roster) {
        var all = new ArrayList<>(recognisers);
        all.addAll(RosterKinds.of(roster, policy.names()));
        return of(all, policy, taggers);
    }

    /** What takes the place of findings, as the policy has it. */
    Replacements replacements() {
        return policy.replacements();
    }

    /** The same that takes the time it needs, for texts that no caller waits for: the policy's time limits do not count. */
    public static Scanner patient(List<Recogniser> recognisers, Policy policy, TaggerSource taggers, Roster roster) {
        var all = new ArrayList<>(recognisers);
        all.addAll(RosterKinds.of(roster, policy.names()));
        return of(all, policy, taggers, () -> 0);
    }

    /** A scanner with another clock. */
    static Scanner of(List<Recogniser> recognisers, Policy policy, TaggerSource taggers, LongSupplier nanoTime) {
        return new Scanner(recognisers, policy, taggers, nanoTime);
    }

    /** Finds all values in a body. */
    public Findings scan(Body body) {
        return scan(body, () -> false);
    }

    /**
     * Like {@link #scan(Body)}, but can be cancelled.
     *
     * @param unwanted checked before each text, and repeatedly within a long one
     * @throws java.util.concurrent.CancellationException if the scan is no longer wanted
     * @throws Refusal if the scan exceeds the policy's time limit and the policy refuses such requests
     */
    public Findings scan(Body body, BooleanSupplier unwanted) {
        var begun = nanoTime.getAsLong();
        var limit = policy.scanLimit().toNanos();
        try {
            return searching(search -> new Scan(
                            this, body, Passages.of(body), search, () -> unwanted.getAsBoolean() || late(begun, limit))
                    .run());
        } catch (TooLong _) {
            return unscanned(body, "privacy.scan-too-long", policy.scanLimit());
        }
    }

    /**
     * The findings of a scan, and the names in the same body that only the policy's tagger finds. It takes as long as
     * the tagger, so use it where a name can change what becomes of the body.
     *
     * @param unwanted checked before each text, and repeatedly within a long one
     * @throws java.util.concurrent.CancellationException if the search is no longer wanted
     * @throws Refusal if the search exceeds the policy's time limit and the policy refuses such requests
     */
    public Findings withNames(Findings findings, BooleanSupplier unwanted) {
        if (names.isEmpty() || findings.isNamed()) {
            return findings.named();
        }
        var begun = nanoTime.getAsLong();
        var limit = policy.names().limit();
        BooleanSupplier late = () -> nanoTime.getAsLong() - begun > limit.toNanos();
        var scanned = findings.scanned();
        try {
            return searching(search -> new Scan(
                            this,
                            findings.body(),
                            scanned.passages(),
                            search,
                            () -> unwanted.getAsBoolean() || late.getAsBoolean())
                    .withNames(scanned, names));
        } catch (CancellationException cancelled) {
            if (unwanted.getAsBoolean()) {
                throw cancelled;
            }
            return unscanned(findings.body(), "privacy.names-too-long", limit);
        }
    }

    /** Returns whether names, if any were found, could change how this class of data is treated at such a destination. */
    public boolean namesMatter(DataClass dataClass, DestinationKind kind, Treatment treatment) {
        if (names.isEmpty()) {
            return false;
        }
        return treatment == Treatment.DE_IDENTIFY
                || Arrays.stream(DataClass.values())
                        .filter(higher -> names.highest().max(owned).atLeast(higher) && higher.atLeast(dataClass))
                        .anyMatch(higher -> policy.treatment(kind, higher) != treatment);
    }

    private Findings searching(Function<Search, Findings> work) {
        var idle = search.getAndSet(null);
        var used = idle == null ? new Search(this) : idle;
        var findings = work.apply(used);
        if (used.room() <= MOST_KEPT) {
            search.set(used);
        }
        return findings;
    }

    private boolean late(long begun, long limit) {
        if (nanoTime.getAsLong() - begun > limit) {
            throw new TooLong();
        }
        return false;
    }

    private Findings unscanned(Body body, String told, Duration limit) {
        return switch (policy.onScanFailure()) {
            case REFUSE ->
                throw Refusal.of(Reason.SCAN_FAILED, told, limit.toMillis()).hint(told + ".hint");
            case HIGHEST_CLASS -> Findings.unscanned(body);
        };
    }

    /** The policy's time limit was exceeded. */
    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super(null, null, false, false);
        }
    }

    /** The search for names that no pattern finds. */
    NameSearch names() {
        return names;
    }

    /** Decides whose words of illness and the like are. */
    Owners owners() {
        return owners;
    }

    List<Detector> detectors() {
        return detectors;
    }

    DigitDetectors digits() {
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

    /** Finds the positions where a value may start. */
    Hints hints() {
        return hints;
    }

    /** The byte that represents each UTF-16 unit in the outline of a text. */
    byte[] outlines() {
        return outlines;
    }

    DataClass classOf(List<Finding> findings, Body body) {
        var dataClass = body.media().length > 0 ? policy.media() : DataClass.L0;
        if (findings.isEmpty()) {
            return dataClass;
        }
        var kinds = new TreeSet<String>();
        for (var finding : findings) {
            dataClass = dataClass.max(finding.dataClass());
            kinds.add(finding.kind().id());
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
                var initial = reach == 0 && detector.recogniser().edges() == Recogniser.Edges.NO_LETTER_OR_DIGIT;
                triggers.stream().sorted().forEach(word -> add(word, new Meaning.Detect(detector, reach), initial));
            }
        }
        for (var word : placeholders) {
            add(word + "_", new Meaning.LookAlike(word), false);
            add(word + "\\", new Meaning.LookAlike(word), false);
        }
    }

    private void add(String word, Meaning meaning, boolean initial) {
        words.add(word, meaning);
        var form = WordFinder.form(word);
        if (form.isEmpty()) {
            return;
        }
        if (form.charAt(0) >= 0x80) {
            look(form.charAt(0), Hints.LOOK);
        } else if (form.length() > 1 && form.charAt(1) >= 0x80) {
            look(form.charAt(1), Hints.LOOK_BACK);
        } else {
            hints.add(form, initial && Characters.isLetterOrDigit(form.charAt(0)));
        }
    }

    private void look(char c, byte outline) {
        outlines[c] = outlines[c] == Hints.LOOK_BACK ? Hints.LOOK_BACK : outline;
    }

    private void fillOutlines() {
        for (var c = 0; c < outlines.length; c++) {
            outlines[c] = c < 0x80 ? (byte) c : kinds[c] == 0 ? Hints.OTHER : Hints.LOOK;
        }
        for (var c = 0; c < 0x80; c++) {
            if (kinds[c] != 0) {
                hints.addAlone((byte) c);
            }
        }
    }

    private static Recogniser recogniser(Policy.MarkedWords marked) {
        return new Recogniser(
                marked.id(),
                Kind.OTHER,
                marked.dataClass(),
                marked.token(),
                Map.of(),
                new Trigger.Words(marked.words(), 0),
                List.of(),
                Recogniser.Checksum.NONE,
                Recogniser.Canonical.LOWER_CASE,
                Recogniser.Edges.NO_LETTER_OR_DIGIT,
                Recogniser.Guard.NONE,
                Set.of(),
                Recogniser.Owner.ANY,
                MARKED_PRIORITY,
                false,
                List.of(),
                List.of(),
                new Source("policy", LocalDate.EPOCH));
    }
}

package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.Fuzz;
import io.ambo.RandomMatch;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Recogniser.Trigger;
import io.ambo.core.DataClass;
import io.ambo.wire.Body;
import io.ambo.wire.JsonText;
import io.ambo.wire.TextSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scanner, which looks only where something hints at a value, against one that tries everything everywhere. */
class ScannerOracleTest {

    private static final List<Recogniser> RECOGNISERS = RecogniserFiles.all().stream()
            .filter(it -> !it.owner().isAboutOthers())
            .map(ScannerOracleTest::onlyHere)
            .toList();
    private static final Scanner SCANNER = Scanner.of(RECOGNISERS, RecogniserFiles.policy());

    private static final int OF_EACH_PATTERN = 100;

    /** Words of all lengths, with and without letters, digits, and characters beyond ASCII. */
    private static final List<String> MARKED = List.of(
            "x",
            "7",
            "#",
            "ab",
            "c3",
            "q~",
            "42",
            "&d",
            "中",
            "é",
            "ai!",
            "fox",
            "1st",
            "-in",
            "vip客户",
            "v客",
            "云海项目",
            "中a",
            "naïve",
            "#tag",
            "77-alpha",
            "bluebird",
            "two words",
            "a_b",
            "(项");

    private static final Scanner MARKING = Scanner.of(
            RECOGNISERS,
            RecogniserFiles.policy(
                    List.of(), List.of(new Policy.MarkedWords("marked", Set.copyOf(MARKED), DataClass.L1, "MARKED"))));

    /** What a word may stand between; escapes are those of JSON. */
    private static final List<String> AROUND = List.of(
            "",
            " ",
            "a",
            "Z",
            "7",
            "_",
            "-",
            ",",
            "@",
            "\\n",
            "\\u0020",
            "\\u0041",
            "\\u4e2d",
            "\\\\u0041",
            "\\\\",
            "中",
            "男",
            "ａ",
            "７",
            "é",
            "e\u0301",
            "\u200B",
            "\uD83D\uDE00",
            "\uD835\uDFD9",
            "the ",
            "中文",
            "of a ");

    private static Recogniser onlyHere(Recogniser it) {
        return new Recogniser(
                it.id(),
                it.kind(),
                it.dataClass(),
                it.token(),
                it.names(),
                it.trigger(),
                it.patterns(),
                it.checksum(),
                it.canonical(),
                it.edges(),
                it.guard(),
                it.context(),
                Recogniser.Owner.ANY,
                it.priority(),
                false,
                it.examples(),
                it.counterExamples(),
                it.source());
    }

    @Test
    void nothingIsFoundOnlyByTryingEverythingEverywhere() {
        var sentences = new Sentences(5);
        var found = 0;
        for (var i = 0; i < 1500; i++) {
            var text = text(sentences);
            found += sameFound(SCANNER, Bodies.user(text));
        }
        assertThat(found).isGreaterThan(1000);
    }

    /** The words of a recogniser that make the scanner look must lead it to all that its patterns match. */
    @ParameterizedTest
    @MethodSource("patterns")
    void whatAPatternMatchesIsLookedAt(Pattern pattern) {
        var random = new Random(7);
        for (var i = 0; i < OF_EACH_PATTERN; i++) {
            sameFound(SCANNER, Bodies.user(RandomMatch.withWhatFollows(pattern, random)));
        }
    }

    private static Stream<Pattern> patterns() {
        return RECOGNISERS.stream().flatMap(recogniser -> recogniser.patterns().stream());
    }

    /** Such a mark may itself be looked around, with fewer characters than the value behind it has. */
    @Test
    void whatStandsDirectlyBehindAMarkIsLookedAt() {
        for (var recogniser : RECOGNISERS) {
            for (var example : recogniser.examples()) {
                sameFound(SCANNER, Bodies.user("x:" + example.text()));
            }
        }
    }

    @Test
    void inChangedTextsTheFastAndTheSlowFindTheSame() {
        var fuzz = Fuzz.ofWords("text");
        var rounds = Fuzz.play(random -> {
            var text = fuzz.text(random) + text(new Sentences(random.nextLong()));
            sameFound(random.nextBoolean() ? SCANNER : MARKING, Bodies.user(text));
        });
        assertThat(rounds).isGreaterThan(20);
    }

    @Test
    void wordsAreFoundWhateverStandsAroundThem() {
        var random = new Random(3);
        var found = 0;
        for (var word : allWords()) {
            for (var i = 0; i < 3; i++) {
                var text = around(random) + around(random) + written(random, word) + around(random) + around(random);
                found += sameFound(MARKING, Bodies.run('"' + text + '"', 0, TextSpan.Form.TEXT));
            }
        }
        assertThat(found).isGreaterThan(1000);
    }

    private static List<String> allWords() {
        var words = new ArrayList<>(MARKED);
        for (var recogniser : RECOGNISERS) {
            if (recogniser.trigger() instanceof Trigger.Words(var triggers, var reach)) {
                triggers.stream().sorted().map(JsonText::escape).forEach(words::add);
            }
        }
        return words;
    }

    private static String around(Random random) {
        return AROUND.get(random.nextInt(AROUND.size()));
    }

    /** A word as it is, in other cases, full-width, or with one of its letters as an escape. */
    private static String written(Random random, String word) {
        var at = random.nextInt(word.length());
        var c = word.charAt(at);
        return switch (random.nextInt(5)) {
            case 0 -> word.chars().mapToObj(ScannerOracleTest::upper).collect(Collectors.joining());
            case 1 -> word.contains("\\") ? word : Sentences.fullWidth(word);
            case 2 ->
                Characters.isLetterOrDigit(c) && !word.contains("\\")
                        ? word.substring(0, at) + "\\u00" + Integer.toHexString(c) + word.substring(at + 1)
                        : word;
            default -> word;
        };
    }

    private static String upper(int c) {
        return String.valueOf(c < 0x80 ? Character.toUpperCase((char) c) : (char) c);
    }

    /** Whether a text has parts that are decoded before they are searched, which the slow search does not do. */
    private static boolean hasEncoded(Scanner scanner, Body body) {
        var text = new NormalText(scanner.outlines());
        return Passages.of(body).stream().anyMatch(passage -> {
            text.read(passage, Interruption.NEVER);
            return !EncodedRuns.in(text, 0).isEmpty();
        });
    }

    /** How many values both find. */
    private static int sameFound(Scanner scanner, Body body) {
        if (hasEncoded(scanner, body)) {
            return 0;
        }
        var fast = scanner.scan(body).findings().stream()
                .map(finding -> finding.recogniser() + " " + finding.writing())
                .toList();
        assertThat(fast).as(body.index().raw(0)).containsExactlyElementsOf(slow(scanner, body));
        return fast.size();
    }

    /** Examples of all recognisers, values in all writings, and parts of both. */
    private static String text(Sentences sentences) {
        var text = new StringBuilder();
        for (var part = sentences.below(5); part >= 0; part--) {
            var recogniser = RECOGNISERS.get(sentences.below(RECOGNISERS.size()));
            var examples = recogniser.examples();
            text.append(
                    switch (sentences.below(6)) {
                        case 0 -> examples.get(sentences.below(examples.size())).text();
                        case 1 ->
                            recogniser
                                    .counterExamples()
                                    .get(sentences.below(
                                            recogniser.counterExamples().size()));
                        case 2 ->
                            cut(
                                    sentences,
                                    examples.get(sentences.below(examples.size()))
                                            .text());
                        case 3 -> sentences.written(sentences.value());
                        case 4 -> sentences.matching(recogniser.patterns());
                        default -> sentences.frame();
                    });
            text.append(sentences.below(2) == 0 ? sentences.frame() : "");
        }
        return text.toString();
    }

    private static String cut(Sentences sentences, String text) {
        var from = sentences.below(text.length());
        return text.substring(from, from + sentences.below(text.length() - from + 1));
    }

    private static List<String> slow(Scanner scanner, Body body) {
        var passage = Passages.of(body).getFirst();
        var normal = new NormalText(scanner.outlines());
        normal.read(passage, Interruption.NEVER);
        var whole = normal.toString();
        var candidates = new ArrayList<Candidate>();
        for (var detector : scanner.detectors()) {
            tryEverywhere(detector, whole, whole, 0, whole.length(), candidates);
            if (detector.recogniser().trigger() instanceof Trigger.Digits) {
                for (var group : groups(whole)) {
                    var first = Math.max(0, group[0] - 2);
                    var reading = withDigits(whole, group[0], group[1]);
                    tryEverywhere(detector, whole, reading, first, group[1], candidates);
                }
            }
        }
        lookAlikes(scanner, whole, candidates);
        return Overlaps.resolve(candidates).stream()
                .map(cluster -> name(cluster) + " " + normal.writing(cluster.start(), cluster.end()))
                .toList();
    }

    /** What looks like a placeholder, or like the start of one, which a finding behind it takes in. */
    private static void lookAlikes(Scanner scanner, String text, List<Candidate> candidates) {
        var words = scanner.detectors().stream()
                .map(detector -> detector.recogniser().token());
        Stream.concat(words, Stream.of(Placeholder.LOOK_ALIKE)).distinct().forEach(word -> {
            var matcher = Pattern.compile(
                            "(?i)" + Pattern.quote(word) + "\\\\{0,4}_(?<code>[" + Placeholder.ALPHABET + "]{0,16})")
                    .matcher(text);
            for (var from = 0; matcher.find(from); from = matcher.start() + 1) {
                var start = matcher.start();
                var code = matcher.start("code");
                var end = matcher.end();
                IntStream.iterate(end, last -> last >= code, last -> last - 1)
                        .filter(last -> Placeholder.isCode(word, text, code, last))
                        .mapToObj(last -> Candidate.lookAlike(start, last, true))
                        .findFirst()
                        .ifPresentOrElse(candidates::add, () -> candidates.add(Candidate.lookAlike(start, end, false)));
            }
        });
    }

    private static String name(Overlaps.Cluster cluster) {
        var detector = cluster.best().detector();
        return detector == null ? Scanner.LOOK_ALIKE : detector.recogniser().id();
    }

    /** Where digits and numerals stand with no more than three marks between them; start and end of each such group. */
    private static List<int[]> groups(String normal) {
        var groups = new ArrayList<int[]>();
        var matcher = Pattern.compile(
                        "[0-9零〇○一壹幺弌二贰貳三叁參四肆五伍六陆陸七柒八捌九玖]" + "(?:[ .()/·-]{0,3}[0-9零〇○一壹幺弌二贰貳三叁參四肆五伍六陆陸七柒八捌九玖])*+")
                .matcher(normal);
        while (matcher.find()) {
            groups.add(new int[] {matcher.start(), matcher.end()});
        }
        return groups;
    }

    private static String withDigits(String normal, int from, int to) {
        var digits = new StringBuilder();
        for (var i = 0; i < normal.length(); i++) {
            var numeral = i < from || i >= to ? -1 : Characters.numeral(normal.charAt(i));
            digits.append(numeral < 0 ? normal.charAt(i) : (char) ('0' + numeral));
        }
        return digits.toString();
    }

    private static void tryEverywhere(
            Detector detector, String text, CharSequence reading, int first, int last, List<Candidate> candidates) {
        for (var pattern : detector.recogniser().patterns()) {
            var matcher = pattern.matcher(reading).useTransparentBounds(true).useAnchoringBounds(false);
            for (var start = first; start < last; start++) {
                if (start > 0 && isNumeral(text, start - 1) && isNumeral(text, start)) {
                    continue;
                }
                for (var end = text.length(); end > start; end = Math.max(start, matcher.end() - 1)) {
                    matcher.region(start, end);
                    if (!matcher.lookingAt()) {
                        break;
                    }
                    var from = Detector.start(pattern, matcher);
                    var to = Detector.end(pattern, matcher);
                    if (detector.edgesHold(text, matcher.start(), matcher.end(), 0, text.length())
                            && detector.isValue(reading, from, to)
                            && Guards.hold(detector, text, matcher.start(), from, to, 0, text.length())
                            && detector.isInContext(text, from, to, 0, text.length())) {
                        candidates.add(Candidate.of(from, to, detector));
                        break;
                    }
                    if (!(detector.recogniser().trigger() instanceof Trigger.Digits)) {
                        break;
                    }
                }
            }
        }
        if (detector.recogniser().patterns().isEmpty()) {
            tryWords(detector, text, candidates);
        }
    }

    /** A row of numerals is one number: what only looks like one within it is none. */
    private static boolean isNumeral(String text, int at) {
        return Characters.numeral(text.charAt(at)) >= 0;
    }

    private static void tryWords(Detector detector, String text, List<Candidate> candidates) {
        var words = ((Trigger.Words) detector.recogniser().trigger()).words();
        var folded = folded(text);
        for (var word : words) {
            var form = folded(Characters.normal(word));
            for (var start = folded.indexOf(form); start >= 0; start = folded.indexOf(form, start + 1)) {
                var end = start + form.length();
                if (detector.edgesHold(text, start, end, 0, text.length())) {
                    candidates.add(Candidate.of(start, end, detector));
                }
            }
        }
    }

    /** With small letters of ASCII. */
    private static String folded(String text) {
        var folded = new StringBuilder();
        text.chars().forEach(c -> folded.append(Characters.fold((char) c)));
        return folded.toString();
    }
}

package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.Fuzz;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Recogniser.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The scanner, which looks only where something hints at a value, against one that tries everything everywhere. */
class ScannerOracleTest {

    private static final List<Recogniser> RECOGNISERS =
            RecogniserFiles.all().stream().map(ScannerOracleTest::onlyHere).toList();
    private static final Scanner SCANNER = Scanner.of(RECOGNISERS, RecogniserFiles.policy());

    private static Recogniser onlyHere(Recogniser it) {
        return new Recogniser(
                it.id(),
                it.dataClass(),
                it.token(),
                it.names(),
                it.trigger(),
                it.patterns(),
                it.checksum(),
                it.canonical(),
                it.edges(),
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
            var fast = SCANNER.scan(Bodies.user(text)).findings().stream()
                    .map(finding -> finding.recogniser() + " " + finding.writing())
                    .toList();
            assertThat(fast).as(text).containsExactlyElementsOf(slow(text));
            found += fast.size();
        }
        assertThat(found).isGreaterThan(1000);
    }

    @Test
    void inChangedTextsTheFastAndTheSlowFindTheSame() {
        var fuzz = Fuzz.ofWords("text");
        var rounds = Fuzz.play(random -> {
            var text = fuzz.text(random) + text(new Sentences(random.nextLong()));
            var fast = SCANNER.scan(Bodies.user(text)).findings().stream()
                    .map(finding -> finding.recogniser() + " " + finding.writing())
                    .toList();
            assertThat(fast).as(text).containsExactlyElementsOf(slow(text));
        });
        assertThat(rounds).isGreaterThan(20);
    }

    /** Examples of all recognisers, values in all writings, and parts of both. */
    private static String text(Sentences sentences) {
        var text = new StringBuilder();
        for (var part = sentences.below(5); part >= 0; part--) {
            var recogniser = RECOGNISERS.get(sentences.below(RECOGNISERS.size()));
            var examples = recogniser.examples();
            text.append(
                    switch (sentences.below(5)) {
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

    private static List<String> slow(String text) {
        var body = Bodies.user(text);
        var passage = Passages.of(body).getFirst();
        var normal = new NormalText();
        normal.read(passage, true);
        var candidates = new ArrayList<Candidate>();
        for (var detector : SCANNER.detectors()) {
            tryEverywhere(detector, normal, normal, 0, normal.length(), candidates);
            if (detector.recogniser().trigger() instanceof Trigger.Digits) {
                for (var group : groups(normal)) {
                    var first = Math.max(0, group[0] - 2);
                    var reading = withDigits(normal, group[0], group[1]);
                    tryEverywhere(detector, normal, reading, first, group[1], candidates);
                }
            }
        }
        return Overlaps.resolve(candidates).stream()
                .map(cluster -> name(cluster) + " " + normal.writing(cluster.start(), cluster.end()))
                .toList();
    }

    private static String name(Overlaps.Cluster cluster) {
        var detector = cluster.best().detector();
        return detector == null ? Scanner.LOOK_ALIKE : detector.recogniser().id();
    }

    /** Where digits and numerals stand with no more than three marks between them; start and end of each such group. */
    private static List<int[]> groups(NormalText normal) {
        var groups = new ArrayList<int[]>();
        var matcher = Pattern.compile(
                        "[0-9零〇○一壹幺弌二贰貳三叁參四肆五伍六陆陸七柒八捌九玖]" + "(?:[ .()/·-]{0,3}[0-9零〇○一壹幺弌二贰貳三叁參四肆五伍六陆陸七柒八捌九玖])*+")
                .matcher(normal);
        while (matcher.find()) {
            groups.add(new int[] {matcher.start(), matcher.end()});
        }
        return groups;
    }

    private static String withDigits(NormalText normal, int from, int to) {
        var digits = new StringBuilder();
        for (var i = 0; i < normal.length(); i++) {
            var numeral = i < from || i >= to ? -1 : Characters.numeral(normal.charAt(i));
            digits.append(numeral < 0 ? normal.charAt(i) : (char) ('0' + numeral));
        }
        return digits.toString();
    }

    private static void tryEverywhere(
            Detector detector, NormalText text, CharSequence reading, int first, int last, List<Candidate> candidates) {
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
                            && detector.isValue(reading, from, to)) {
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
    private static boolean isNumeral(NormalText text, int at) {
        return Characters.numeral(text.charAt(at)) >= 0;
    }

    private static void tryWords(Detector detector, NormalText text, List<Candidate> candidates) {
        var words = ((Trigger.Words) detector.recogniser().trigger()).words();
        for (var word : words) {
            var form = Characters.normal(word);
            for (var start = 0; start + form.length() <= text.length(); start++) {
                var end = start + form.length();
                if (text.subSequence(start, end).toString().equalsIgnoreCase(form)
                        && detector.edgesHold(text, start, end, 0, text.length())) {
                    candidates.add(Candidate.of(start, end, detector));
                }
            }
        }
    }
}

package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Guard;
import io.ambo.config.CatalogReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well the guard against prescriptions tells them from what looks like them, on made-up answers. */
class PrescriptionGuardTest {

    private static final long SEED = 20_261_130L;
    private static final int TEXTS = 400;

    static final Guard PRESCRIPTIONS = new CatalogReader(Set.of())
            .builtIn().guards().stream()
                    .filter(guard -> guard.id().equals("prescriptions"))
                    .findFirst()
                    .orElseThrow();

    private static boolean blocked(String text) {
        var answer = AnswerGuards.of(List.of(PRESCRIPTIONS)).answer();
        answer.take("content", false, text);
        answer.end();
        return answer.blockedBy().isPresent();
    }

    @Test
    void itsExamplesAreBlockedAndItsCounterExamplesAreNot() {
        assertThat(PRESCRIPTIONS.examples()).hasSizeGreaterThan(3).allMatch(PrescriptionGuardTest::blocked);
        assertThat(PRESCRIPTIONS.counterExamples()).hasSizeGreaterThan(3).noneMatch(PrescriptionGuardTest::blocked);
    }

    @ParameterizedTest
    @CsvSource({
        "en,development",
        "zh,development",
        "en,test",
        "zh,test",
        "en,third",
        "zh,third",
        "en,styles-dev",
        "zh,styles-dev",
        "en,styles-held",
        "zh,styles-held",
        "en,fresh",
        "zh,fresh",
        "en,unseen",
        "zh,unseen",
        "en,last",
        "zh,last",
        "en,final",
        "zh,final"
    })
    void itBlocksAtLeastNineteenOfTwentyPrescriptionsAndOneLookAlikeOfTwoHundred(String language, String part) {
        var prescriptions = GuardTexts.of("prescriptions-" + language + "-" + part + ".txt", TEXTS, SEED);
        var lookAlikes = GuardTexts.of("lookalikes-" + language + "-" + part + ".txt", TEXTS, SEED);
        var missed = prescriptions.stream().filter(text -> !blocked(text)).toList();
        var wrong = lookAlikes.stream().filter(PrescriptionGuardTest::blocked).toList();
        System.out.printf(
                "prescriptions %s %s: %d of %d missed, %d of %d look-alikes blocked%n",
                language, part, missed.size(), prescriptions.size(), wrong.size(), lookAlikes.size());
        assertThat(prescriptions).hasSizeGreaterThanOrEqualTo(200);
        assertThat(lookAlikes).hasSizeGreaterThanOrEqualTo(200);
        var all = new SoftAssertions();
        all.assertThat(missed).as("missed").hasSizeLessThanOrEqualTo(prescriptions.size() / 20);
        all.assertThat(wrong).as("wrongly blocked").hasSizeLessThanOrEqualTo(lookAlikes.size() / 200);
        all.assertAll();
    }

    @Test
    void anAnswerInPiecesIsJudgedAsInOnePiece() {
        var random = new Random(SEED);
        for (var language : List.of("en", "zh")) {
            for (var kind : List.of("prescriptions", "lookalikes")) {
                for (var text : GuardTexts.of(kind + "-" + language + "-development.txt", 60, SEED)) {
                    assertThat(blockedInPieces(text, random)).as(text).isEqualTo(blocked(text));
                }
            }
        }
    }

    private static boolean blockedInPieces(String text, Random random) {
        var answer = AnswerGuards.of(List.of(PRESCRIPTIONS)).answer();
        for (var at = 0; at < text.length(); ) {
            var next = Math.min(text.length(), at + 1 + random.nextInt(7));
            answer.take("content", false, text.substring(at, next));
            at = next;
        }
        answer.end();
        return answer.blockedBy().isPresent();
    }

    @Test
    void nothingOfAPrescriptionIsReleasedBeforeItIsJudged() {
        var text = "Here is some advice about sleep. Go to bed early.\n"
                + PRESCRIPTIONS.examples().getFirst();
        var answer = AnswerGuards.of(List.of(PRESCRIPTIONS)).answer();
        var released = 0L;
        for (var i = 0; i < text.length(); i++) {
            answer.take("content", false, text.substring(i, i + 1));
            released = answer.judged();
        }
        assertThat(text.substring(0, (int) released)).isEqualTo("Here is some advice about sleep. Go to bed early.\n");
        answer.end();
        assertThat(answer.blockedBy()).contains(PRESCRIPTIONS);
    }

    @Test
    void whatIsHeldBackIsBounded() {
        var answer = AnswerGuards.of(List.of(PRESCRIPTIONS)).answer();
        var most = 0L;
        for (var i = 0; i < 20_000; i++) {
            answer.take("content", false, i % 7 == 0 ? "amoxicillin 500 mg is sold here " : "and so on ");
            most = Math.max(most, answer.position() - answer.judged());
        }
        var window = PRESCRIPTIONS.rule().orElseThrow().window();
        assertThat(most).isLessThanOrEqualTo(window + 700L);
    }

    @Test
    void aCutAtEveryPositionChangesNothingAndReleasesNothing() {
        for (var text : PRESCRIPTIONS.examples()) {
            for (var cut = 1; cut < text.length(); cut++) {
                var answer = AnswerGuards.of(List.of(PRESCRIPTIONS)).answer();
                answer.take("content", false, text.substring(0, cut));
                assertThat(answer.judged()).as(text.substring(0, cut)).isLessThanOrEqualTo(text.indexOf('.') + 2L);
                answer.take("content", false, text.substring(cut));
                answer.end();
                assertThat(answer.blockedBy()).as(text).isPresent();
            }
        }
    }

    @Test
    void theWorkForALongAnswerGrowsWithItsLengthOnly() {
        for (var piece : List.of("Sun. ", "吃。", "qdqdqd", "ramipril ", "口服每日", "\\u0041", "a-a-a-", "甘草6 ")) {
            nanos(piece, 10_000);
            var once = nanos(piece, 40_000);
            var fourTimes = nanos(piece, 160_000);
            assertThat(fourTimes).as(piece).isLessThan(12 * once + 200_000_000L);
        }
    }

    private static long nanos(String piece, int characters) {
        var text = piece.repeat(characters / piece.length());
        var begin = System.nanoTime();
        blocked(text);
        return System.nanoTime() - begin;
    }

    @Test
    void aTableAndAnOrderAsJsonAreFound() {
        assertThat(blocked("| Drug | Dose | How often |\n|---|---|---|\n| **Ramipril** | 5 mg | twice daily |\n"))
                .isTrue();
        assertThat(blocked("| 药品 | 每次 | 每日 |\n|---|---|---|\n| **雷米普利片** | 1片 | 2次 |\n"))
                .isTrue();
        assertThat(blocked("{\"name\":\"ramipril\",\"dose\":\"5 mg\",\"sig\":\"1 tab PO BID\"}"))
                .isTrue();
    }

    @Test
    void signalsInSeveralTextsOfAnAnswerCountTogether() {
        var answer = AnswerGuards.of(List.of(PRESCRIPTIONS)).answer();
        var texts = new ArrayList<>(List.of("I'm prescribing you amoxicillin.", "Dose: 500 mg", "three times a day"));
        for (var i = 0; i < texts.size(); i++) {
            answer.take(i, false, texts.get(i));
            answer.end(i);
        }
        answer.end();
        assertThat(answer.blockedBy()).isPresent();
    }

    @Test
    void escapesInArgumentsOfAToolHideNothing() {
        var escaped = new StringBuilder("{\"note\":\"");
        PRESCRIPTIONS.examples().get(2).chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        var answer = AnswerGuards.of(List.of(PRESCRIPTIONS)).answer();
        answer.take("arguments", true, escaped + "\"}");
        answer.end();
        assertThat(answer.blockedBy()).isPresent();
    }
}

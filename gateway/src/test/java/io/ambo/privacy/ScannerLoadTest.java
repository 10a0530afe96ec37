package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.TextSpan.Form;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Texts made to be slow, and many callers at once. */
class ScannerLoadTest {

    private static final int LENGTH = 1 << 18;
    private static final Scanner SCANNER = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy());
    private static final Deidentifier DEIDENTIFIER = Deidentifier.of(new byte[32]);

    /** Steps that grow with the square of the length would take hours. */
    @TestFactory
    Stream<DynamicTest> timeGrowsWithTheLengthWhateverTheTextSays() {
        return Stream.of(
                        "7",
                        "@",
                        "1-1-1-",
                        "1 3 8 ",
                        "\u200B",
                        "王",
                        "王先生",
                        "患者王",
                        "sk-",
                        "sk-a",
                        "-----BEGIN PRIVATE KEY-----",
                        "1:",
                        "::",
                        "一",
                        "a.a@",
                        "password=",
                        "://a:",
                        "my name is John ",
                        "\\",
                        "\\\\u",
                        "PHONE_K7",
                        "PHONE_",
                        "eyJaaaaaaaa.",
                        "13812345678",
                        "62",
                        "电话",
                        "Dear Mr. ",
                        "key-",
                        "4111 1111 ",
                        "1.1.1.",
                        "+1",
                        "((((1",
                        "糖尿")
                .map(text -> dynamicTest(text.strip(), () -> {
                    var body = Bodies.user(text.repeat(LENGTH / text.length()));
                    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> SCANNER.scan(body));
                }));
    }

    @Test
    void aListOfNothingButValuesIsReadInOneGo() {
        var body = Bodies.numbers(500_000, "13812345678");
        var findings = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> SCANNER.scan(body));
        assertThat(findings.findings()).hasSize(500_000);
        assertThat(findings.unmaskable()).contains("[0]");
        assertThat(findings.findings().getLast().path()).isEqualTo("[499999]");
    }

    /** A body in another provider's form may have more values than the one that came. */
    @Test
    void jsonInAStringOfABodyThatHasMoreValuesThanItMayIsRefused() {
        var json = "[" + "1,".repeat(500_001) + "\"{\\\"a\\\": 1}\"]";
        var body = Bodies.run(json, 500_002, Form.JSON);
        assertThatThrownBy(() -> SCANNER.scan(body))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void aScanThatNobodyWaitsForAnyMoreEndsAtTheNextText() {
        var body = Bodies.numbers(10, "13812345678");
        var asked = new AtomicInteger();
        assertThatThrownBy(() -> SCANNER.scan(body, () -> asked.incrementAndGet() == 3))
                .isInstanceOf(CancellationException.class);
        assertThat(asked).hasValue(3);
        assertThat(SCANNER.scan(body).findings()).hasSize(10);
    }

    @Test
    void aScanOfOneLongTextEndsSoonAfterNobodyWantsIt() {
        for (var letter : List.of("a", "7", "王", "\u0e01", "\n", "a王")) {
            var text = letter.repeat(2_000_000 / letter.length());
            var asked = new AtomicInteger();
            SCANNER.scan(Bodies.user(text), () -> asked.incrementAndGet() < 0);
            var whole = asked.get();
            assertThat(whole).as(letter).isGreaterThanOrEqualTo(3 * text.length() / (64 * 1024));
            for (var last = 2; last < whole; last += whole / 7) {
                var left = new AtomicInteger(last);
                assertThatThrownBy(() -> SCANNER.scan(Bodies.user(text), () -> left.decrementAndGet() == 0))
                        .as(letter)
                        .isInstanceOf(CancellationException.class);
                assertThat(left).hasValue(0);
            }
        }
    }

    @Test
    void aMessageOfVeryManyPartsIsReadInOneGo() {
        var parts = new String[300_000];
        java.util.Arrays.fill(parts, "to 13812345678 ");
        var body = Bodies.parts(parts);
        var findings = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> SCANNER.scan(body));
        assertThat(findings.findings()).hasSize(parts.length);
        assertThat(findings.findings().getLast().ranges()).hasSize(2);
    }

    @Test
    void thousandsOfDifferentNamesAreLookedForEverywhereInOneGo() {
        var names = IntStream.range(0, 6000).mapToObj(i -> {
            var given = new String(Character.toChars(0x4E00 + 97 * i % 20_000));
            return "联系人王" + given + "，";
        });
        var body = Bodies.user(names.collect(java.util.stream.Collectors.joining()));
        var findings = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> SCANNER.scan(body));
        assertThat(findings.counts().get("person-zh")).isGreaterThan(4000);
    }

    @Test
    void callersAtOnceGetEachTheirOwn() throws Exception {
        var masking = Masking.of(SCANNER, DEIDENTIFIER);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var work = IntStream.range(0, 64)
                    .mapToObj(caller -> threads.submit(() -> {
                        var scope = DEIDENTIFIER.scope("caller " + caller, "1");
                        var phone = "138%08d".formatted(caller);
                        for (var i = 0; i < 50; i++) {
                            var text = "我的电话" + phone + "，邮箱c" + caller + "@example.com";
                            var masked = masking.mask(text, scope);
                            assertThat(masked.text()).doesNotContain(phone, "@");
                            assertThat(masked.restore("x " + masked.text())).isEqualTo("x " + text);
                        }
                        return masking.mask(phone, scope).text();
                    }))
                    .toList();
            var placeholders = new java.util.HashSet<String>();
            for (var one : work) {
                placeholders.add(one.get());
            }
            assertThat(placeholders).hasSize(64);
        }
    }

    @Test
    void profileCountsLettersAndEstimatesTokens() {
        var english = SCANNER.scan(Bodies.user("a".repeat(400))).profile();
        assertThat(english).isEqualTo(new TextProfile(400, 0, 0, 0));
        assertThat(english.tokens()).isEqualTo(100);
        var mixed = SCANNER.scan(Bodies.user("你好 abc, привет é")).profile();
        assertThat(mixed).isEqualTo(new TextProfile(4, 2, 6, 4));
        var chinese = SCANNER.scan(Bodies.user("你".repeat(100))).profile();
        assertThat(chinese.tokens()).isEqualTo(135L);
    }
}

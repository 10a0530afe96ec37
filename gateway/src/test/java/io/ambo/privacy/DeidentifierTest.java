package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.catalog.Policy;
import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.core.DataClass;
import io.ambo.core.Language;
import io.ambo.core.Refusal;
import io.ambo.wire.Body;
import io.ambo.wire.Edits;
import io.ambo.wire.TextSpan.Form;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request's body: what leaves, what comes back, and what may not leave at all. */
class DeidentifierTest {

    private static final Scanner SCANNER = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy());
    private static final Deidentifier DEIDENTIFIER = Deidentifier.of(new byte[32]);

    private static Deidentified leave(Body body) {
        return DEIDENTIFIER.deidentify(body, SCANNER.scan(body), DEIDENTIFIER.scope("caller", "1"), new Edits());
    }

    private static String text(Body body) {
        return new String(body.bytes(), UTF_8);
    }

    private static String text(Deidentified deidentified) {
        return new String(deidentified.bytes(), UTF_8);
    }

    @Test
    void phoneNumberLeavesMaskedAndComesBackWhole() {
        var body = Bodies.user("我叫王小明，电话13812345678，请帮我写一封信");
        var left = leave(body);
        assertThat(text(left)).doesNotContain("王小明", "13812345678").contains("我叫PERSON_", "电话PHONE_");
        var answer = body.index().text(0);
        assertThat(answer).isNotEmpty();
        var restored = Restorer.of(left, RestoreInAddresses.ALL).whole(text(left), false);
        assertThat(restored).isEqualTo(new String(body.bytes(), UTF_8));
    }

    @Test
    void sameValueIsOnePlaceholderInAConversationAndAnotherInTheNext() {
        var body = Bodies.user("13812345678 and 13812345678");
        var findings = SCANNER.scan(body);
        var first = text(DEIDENTIFIER.deidentify(body, findings, DEIDENTIFIER.scope("caller", "1"), new Edits()));
        var again = text(DEIDENTIFIER.deidentify(body, findings, DEIDENTIFIER.scope("caller", "1"), new Edits()));
        var other = text(DEIDENTIFIER.deidentify(body, findings, DEIDENTIFIER.scope("caller", "2"), new Edits()));
        var stranger = text(DEIDENTIFIER.deidentify(body, findings, DEIDENTIFIER.scope("other", "1"), new Edits()));
        assertThat(first).isEqualTo(again).isNotEqualTo(other).isNotEqualTo(stranger);
        assertThat(other).isNotEqualTo(stranger);
        assertThat(first).matches("(?s).*(PHONE_[A-Z0-9]{8}) and \\1.*");
    }

    @Test
    void writingsOfOneValueShareSevenCharactersAndComeBackAsTheyWere() {
        var body = Bodies.user("138 1234 5678 or 13812345678 or 138-1234-5678");
        var left = leave(body);
        assertThat(text(left)).matches("(?s).*PHONE_(.{7})... or PHONE_\\1. or PHONE_\\1.*");
        assertThat(Restorer.of(left, RestoreInAddresses.ALL).whole(text(left), false))
                .isEqualTo(new String(body.bytes(), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\\"abc\\\"",
                " \\\"call 13812345678\\\" ",
                "13812345678",
                "true",
                "false",
                "null",
                "[\\\"13812345678\\\"]",
                "{\\\"a\\\":\\\"13812345678\\\"}",
                "",
                " ",
                "\\\""
            })
    void argumentsOfACallMayBeJsonOfEveryKind(String arguments) {
        var body = Bodies.run("{\"arguments\": \"" + arguments + "\"}", 2, Form.JSON);
        var found = SCANNER.scan(body).counts();

        assertThat(found.containsKey("phone-cn")).as(arguments).isEqualTo(arguments.contains("138"));
        if (arguments.contains("\"1") || arguments.contains("call")) {
            assertThat(text(leave(body))).contains("PHONE_").doesNotContain("13812345678");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\uFE0F\u20E33\uFE0F\u20E38\uFE0F\u20E31\uFE0F\u20E32345678",
                "1\u03233\u03238\u032312345678",
                "1\u03363\u03368\u033612345678",
                "1\u00003\u00008\u00001\u00002345678",
                "138\u00071234\u001b5678",
                "138\u0090123\u00804\u001F5678",
                "138·1234·5678",
                "138・1234・5678",
                "138\u2219\u202A1234\u22C55678",
                "\uDB40\uDC31\uDB40\uDC33\uDB40\uDC38\uDB40\uDC31\uDB40\uDC32\uDB40\uDC33\uDB40\uDC34\uDB40\uDC35"
                        + "\uDB40\uDC36\uDB40\uDC37\uDB40\uDC38",
                "1\uDB40\uDC613\uDB40\uDC628\uDB40\uDC6312345678"
            })
    void aNumberIsFoundInEveryWritingThatAModelCanRead(String writing) {
        for (var around : List.of("call %s now", "电话%s，谢谢", "%s")) {
            var body = Bodies.user(around.formatted(writing));
            assertThat(SCANNER.scan(body).counts()).as(body.index().text(0)).containsEntry("phone-cn", 1);
            var left = leave(body);
            assertThat(text(left)).contains("PHONE_").doesNotContain("5678");
            assertThat(Restorer.of(left, RestoreInAddresses.ALL).whole(Bodies.textOf(left.bytes(), 0), false))
                    .isEqualTo(body.index().text(0));
        }
    }

    @Test
    void tagsWrittenAsEscapesAreFoundToo() {
        var escaped = new StringBuilder("\"");
        "13812345678".chars().forEach(c -> escaped.append("\\udb40\\udc%02x".formatted(c)));
        var body = Bodies.run(escaped.append('"').toString(), 0, Form.TEXT);

        assertThat(SCANNER.scan(body).counts()).containsEntry("phone-cn", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.3812345678E10",
                "1.3812345678e+10",
                "13812345678e0",
                "138123456780e-1",
                "1381234567.8e1",
                "-1.3812345678E10"
            })
    void aNumberWithAnExponentIsReadAsTheDigitsThatItStandsFor(String written) {
        var bare = Bodies.run("{\"a\": " + written + "}", 2, Form.NUMBER);
        var nested = Bodies.run("\"{\\\"a\\\": [" + written + "]}\"", 0, Form.JSON);
        for (var body : List.of(bare, nested)) {
            assertThat(SCANNER.scan(body).counts()).as(text(body)).containsEntry("phone-cn", 1);
            assertThatThrownBy(() -> leave(body)).isInstanceOf(Refusal.class);
        }
        var leftOut = new Edits();
        leftOut.replace(0, bare.bytes().length, "{}".getBytes(UTF_8));
        var left = DEIDENTIFIER.deidentify(bare, SCANNER.scan(bare), DEIDENTIFIER.scope("caller", "1"), leftOut);
        assertThat(text(left)).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e-99999999999", "1e2147483647", "0e5", "1.5e-3", "1.38123456785e10"})
    void aNumberThatStandsForNoWholeOneIsReadAsItIsWritten(String written) {
        var body = Bodies.run("{\"a\": " + written + "}", 2, Form.NUMBER);
        assertThat(SCANNER.scan(body).findings()).isEmpty();
        assertThat(text(leave(body))).contains(written);
    }

    @Test
    void aPathThroughALongNameIsCutBecauseTheLedgerKeepsIt() {
        var body = Bodies.run("{\"" + "a secret plan ".repeat(1000) + "\": 13812345678}", 2, Form.NUMBER);
        assertThat(SCANNER.scan(body).unmaskable())
                .hasValueSatisfying(path -> assertThat(path)
                        .startsWith("a secret plan")
                        .endsWith("…")
                        .hasSize(201));
    }

    @Test
    void valueInANumberOrNameOrDamagedInnerJsonDoesNotLeave() {
        var number = Bodies.run("{\"phone\": 13812345678}", 2, Form.NUMBER);
        var name = Bodies.run("{\"13812345678\": 1}", 1, Form.MEMBER_NAME);
        var damaged = Bodies.run("{\"a\": \"{\\\"p\\\": \\\"13812345678\\\"\"}", 2, Form.JSON);
        for (var body : List.of(number, name, damaged)) {
            assertThat(SCANNER.scan(body).unmaskable()).isPresent();
            assertThatThrownBy(() -> leave(body))
                    .isInstanceOf(Refusal.class)
                    .hasMessageNotContaining("13812345678")
                    .satisfies(e -> assertThat(((Refusal) e).place()).isPresent());
        }
    }

    @Test
    void whatCannotBeReplacedIsNamedInTheReadersLanguage() {
        var body = Bodies.run("{\"phone\": 13812345678}", 2, Form.NUMBER);
        assertThatThrownBy(() -> leave(body)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.message().in(Language.EN))
                    .contains("mobile phone number")
                    .doesNotContain("phone-cn");
            assertThat(refusal.message().in(Language.ZH)).contains("手机号码").doesNotContain("phone-cn");
        });
    }

    @Test
    void findingsWithinInnerJsonAreReplacedThereAndTheRestStaysByteForByte() {
        var body = Bodies.run(
                "{\"arguments\": \"{\\\"to\\\": \\\"\\\\u0031\\\\u0033812345678\\\", \\\"n\\\": 1.50}\"}",
                2,
                Form.JSON);
        var left = leave(body);
        assertThat(text(left))
                .matches("\\{\"arguments\": \"\\{\\\\\"to\\\\\": \\\\\"PHONE_.{8}\\\\\", \\\\\"n\\\\\": 1.50}\"}");
        assertThat(Restorer.of(left, RestoreInAddresses.ALL).whole(Bodies.textOf(left.bytes(), 2), true))
                .isEqualTo("{\"to\": \"13812345678\", \"n\": 1.50}");
    }

    @Test
    void numberWithinInnerJsonIsNamedWithItsPath() {
        var body = Bodies.run("{\"arguments\": \"{\\\"a\\\": [1, {\\\"b\\\": 13812345678}]}\"}", 2, Form.JSON);
        var findings = SCANNER.scan(body);
        assertThat(findings.findings().getFirst().path()).isEqualTo("arguments > a[1].b");
        assertThat(findings.unmaskable()).contains("arguments > …[1].…");
    }

    @Test
    void valueSplitOverTwoPartsOfAMessageLeavesAsOnePlaceholder() {
        var body = Bodies.parts("电话是1381234", "5678，谢谢");
        var left = leave(body);
        assertThat(text(left)).matches("\\[\"电话是PHONE_.{8}\",\"，谢谢\"\\]");
    }

    @Test
    void digitsThatEndAPartDoNotHideANumberThatBeginsTheNext() {
        var body = Bodies.parts("order 5", "13812345678");
        assertThat(text(leave(body))).doesNotContain("13812345678");
    }

    @Test
    void typedPlaceholderIsNotRestoredButComesBackAsTyped() {
        var first = leave(Bodies.user("13812345678"));
        var placeholder = text(first).replaceAll(".*(PHONE_\\w+).*", "$1");
        for (var typed :
                List.of(placeholder, placeholder.toLowerCase(java.util.Locale.ROOT), placeholder.replace("_", "\\_"))) {
            var body = Bodies.user("13812345678 is not " + typed);
            var left = leave(body);
            assertThat(text(left)).contains(" is not TOKEN_");
            assertThat(Restorer.of(left, RestoreInAddresses.ALL).whole(Bodies.textOf(left.bytes(), 0), false))
                    .isEqualTo("13812345678 is not " + typed);
        }
    }

    @Test
    void marksOfThePolicyAreFoundReplacedAndRaiseTheClass() {
        var marked = new Policy.MarkedWords("projects", Set.of("白鹤计划", "Project Crane"), DataClass.L3, "MARKED");
        var scanner = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy(List.of(), List.of(marked)));
        var body = Bodies.user("关于白鹤计划和project crane的进展");
        var findings = scanner.scan(body);
        assertThat(findings.dataClass()).isEqualTo(DataClass.L3);
        var left = DEIDENTIFIER.deidentify(body, findings, DEIDENTIFIER.scope("c", "1"), new Edits());
        assertThat(text(left)).matches("\"关于MARKED_.{8}和MARKED_.{8}的进展\"");
    }

    @Test
    void kindsTogetherRaiseTheClass() {
        var together = new Policy.Aggregation(Set.of("person-zh", "phone-cn"), DataClass.L3);
        var scanner = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy(List.of(together), List.of()));
        assertThat(scanner.scan(Bodies.user("我叫王小明")).dataClass()).isEqualTo(DataClass.L2);
        assertThat(scanner.scan(Bodies.user("我叫王小明，电话13812345678")).dataClass()).isEqualTo(DataClass.L3);
    }

    @Test
    void aSecretIsReplacedEverywhereUnlessItIsAWordOfTheText() {
        var secret = Bodies.user("password=Example2026x, once more: Example2026x");
        assertThat(SCANNER.scan(secret).findings()).hasSize(2);
        var word = Bodies.user("password = \"swordfish\"; a swordfish is a fish");
        assertThat(SCANNER.scan(word).findings()).hasSize(1);
    }

    @Test
    void factsAddUpWhicheverRecogniserFoundThem() {
        var together = new Policy.Aggregation(Set.of("person", "id_number", "phone"), DataClass.L4);
        var scanner = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy(List.of(together), List.of()));
        var facts = "身份证11010519491231002X，手机13812345678";
        for (var name : List.of("姓名赵一鸣，", "赵一鸣先生，", "Mr. Zhao, ")) {
            assertThat(scanner.scan(Bodies.user(name + facts)).dataClass())
                    .as(name)
                    .isEqualTo(DataClass.L4);
        }
        assertThat(scanner.scan(Bodies.user(facts)).dataClass()).isEqualTo(DataClass.L3);
    }

    @Test
    void findingsOfAnotherBodyAreRefused() {
        var findings = SCANNER.scan(Bodies.user("a"));
        assertThatThrownBy(() ->
                        DEIDENTIFIER.deidentify(Bodies.user("a"), findings, DEIDENTIFIER.scope("c", "1"), new Edits()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Kind;
import io.ambo.core.DataClass;
import io.ambo.wire.Edits;
import io.ambo.wire.TextSpan.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of illness make a class only together with the person whose they are. */
class OwnersTest {

    private static final Scanner SCANNER = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How does insulin help in type 2 diabetes?",
                "A 67-year-old man with hypertension is brought to the emergency department. What is the next step?",
                "某患者，男，67岁，有糖尿病史，首选哪种药物？",
                "肺癌的分期标准是什么",
                "Malaria killed thousands in 1900.",
                "As Dr. Smith explains, asthma is treated with inhalers."
            })
    void aSubjectAndACaseWithoutANameAreNobodys(String text) {
        var findings = SCANNER.scan(Bodies.user(text));
        assertThat(findings.dataClass()).isLessThan(DataClass.L3);
        assertThat(findings.mentions()).extracting(Finding::kind).contains(Kind.ILLNESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I was diagnosed with type 2 diabetes.",
                "my father has hypertension",
                "我确诊了肺癌",
                "我妈高血压能吃柚子吗",
                "患者王小明，糖尿病",
                "身份证11010519491231002X。肺癌",
                "Mr. Smith has asthma."
            })
    void whatIsSomebodysIsSensitive(String text) {
        assertThat(SCANNER.scan(Bodies.user(text)).dataClass()).isEqualTo(DataClass.L4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am a Muslim.",
                "My wife is Jewish",
                "我是佛教徒",
                "我爸是中共党员",
                "I am a registered Democrat",
                "身份证11010519491231002X，穆斯林"
            })
    void aBeliefIsSensitiveWhereTheTextSaysWhoseItIs(String text) {
        assertThat(SCANNER.scan(Bodies.user(text)).dataClass()).isEqualTo(DataClass.L4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What do Muslims and Jews have in common? A Muslim prays five times.",
                "佛教徒和基督徒的节日有什么不同",
                "Mr. Lincoln was a Republican president of a Protestant country."
            })
    void aReligionOrAPartyAsASubjectIsNobodys(String text) {
        assertThat(SCANNER.scan(Bodies.user(text)).dataClass()).isLessThan(DataClass.L3);
    }

    @Test
    void aNameInAnotherMemberOfTheSameObjectIsBeside() {
        var record = "{\"arguments\": \"{\\\"patient\\\": \\\"我叫王小明\\\", \\\"diagnosis\\\": \\\"糖尿病\\\"}\"}";
        assertThat(SCANNER.scan(Bodies.run(record, 2, Form.JSON)).dataClass()).isEqualTo(DataClass.L4);
    }

    @Test
    void aMentionStaysInTheText() {
        var body = Bodies.user("糖尿病怎么治？电话13812345678");
        var scanner = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy());
        var body2 = Bodies.user("糖尿病怎么治？" + "请讲讲。".repeat(60) + "电话13812345678");
        assertThat(scanner.scan(body).dataClass()).isEqualTo(DataClass.L4);
        var findings = scanner.scan(body2);
        assertThat(findings.dataClass()).isEqualTo(DataClass.L2);
        var deidentifier = Deidentifier.of(new byte[32]);
        var left = deidentifier.deidentify(body2, findings, deidentifier.scope("caller", "1"), new Edits());
        assertThat(new String(left.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("糖尿病")
                .doesNotContain("13812345678");
    }

    @Test
    void oneLineOfAPolicyMakesSubjectsSensitiveForAHospital() {
        var scanner = Scanner.of(RecogniserFiles.all(), RecogniserFiles.subjectsAlone(DataClass.L4));
        assertThat(scanner.scan(Bodies.user("肺癌的分期标准是什么")).dataClass()).isEqualTo(DataClass.L4);
        var internal = Scanner.of(RecogniserFiles.all(), RecogniserFiles.subjectsAlone(DataClass.L1));
        assertThat(internal.scan(Bodies.user("肺癌的分期标准是什么")).dataClass()).isEqualTo(DataClass.L1);
    }
}

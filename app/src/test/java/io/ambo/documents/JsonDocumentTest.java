package io.ambo.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON keeps every byte but its values. */
class JsonDocumentTest {

    private final PassageMasker masker = Folders.masker();

    private String whole(String json) throws Exception {
        var out = new StringWriter();
        new JsonDocument(masker).maskWhole(new StringReader(json), out);
        return out.toString();
    }

    private String lines(String json) throws Exception {
        var out = new StringWriter();
        new JsonDocument(masker).maskLines(new StringReader(json), out);
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{ }",
                "[1.50, -2e3, true, null, \"\\u00e9\\n\\/\", {\"a\" : [ ] }]\n",
                "\"text\"",
                "{\"a\":\"\\ud83d\\ude00\"}"
            })
    void whatHoldsNoValueStaysByteForByte(String json) throws Exception {
        assertThat(whole(json)).isEqualTo(json);
        assertThat(lines(json)).isEqualTo(json);
    }

    @Test
    void valuesInStringsNumbersAndNamesAreReplacedAndNothingElse() throws Exception {
        assertThat(whole("{\"a\": \"\\u0031380000\\u0030000\", \"13800000000\": {\"b\": 13900000000, \"c\": 1.50}}"))
                .matches("\\{\"a\": \"PHONE_\\w+\", \"PHONE_\\w+\": \\{\"b\": \"PHONE_\\w+\", \"c\": 1\\.50}}");
        assertThat(masker.notes()).containsExactly("member-names-replaced", "numbers-became-texts");
    }

    @Test
    void theNameOfAMemberSpeaksForItsValue() throws Exception {
        assertThat(lines("{\"姓名\":\"李雷\",\"city\":\"上海\"}\n")).matches("\\{\"姓名\":\"PERSON_\\w+\",\"city\":\"上海\"}\n");
    }

    @Test
    void manyValuesAreReadInPortionsAndEachInItsPlace() throws Exception {
        var json = new StringBuilder("[0");
        for (var i = 0; i < 1000; i++) {
            json.append(",\"x").append(i).append("\",\"call 13800000000\"");
        }
        var masked = whole(json.append(']').toString());
        assertThat(masked.replaceAll("PHONE_\\w+", "13800000000")).isEqualTo(json.toString());
        assertThat(masked).doesNotContain("13800000000");
    }

    @Test
    void linesThatAreNoJsonAreReadAsTextAndADocumentOfLinesLineByLine() throws Exception {
        assertThat(lines("{\"a\":1}\ncall 13800000000\n\n{\"a\":"))
                .matches("\\{\"a\":1}\ncall PHONE_\\w+\n\n\\{\"a\":");
        assertThat(masker.notes()).containsExactly("lines-read-as-text");
        assertThat(whole("{\"a\":\"13800000000\"}\n{\"a\":2}\n")).matches("\\{\"a\":\"PHONE_\\w+\"}\n\\{\"a\":2}\n");
        assertThat(masker.notes()).contains("read-by-line");
    }
}

package io.ambo.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table keeps everything but its values, however it is written. */
class TableDocumentTest {

    private final PassageMasker masker = Folders.masker();

    private String masked(String table, boolean tabs) throws Exception {
        var out = new StringWriter();
        new TableDocument(masker, tabs).mask(new StringReader(table), out);
        return out.toString();
    }

    private String blanked(String table) throws Exception {
        return masked(table, false).replaceAll("([A-Z]+)_\\w+", "$1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a",
                "a,b\r\n\"c \"\"d\"\"\",e\r\n",
                "a;b\n1,5;2,5\n3,5;4,5\n",
                "a|b\n\n\"x\ny\"|z\n",
                "a,b\n1\n2,3,4\n,\n",
                "a,\"b\"c\nd,e\"f\n",
                "\"one\"\rtwo\r",
                "\u4e2d,\ud83d\ude00\n"
            })
    void whatHoldsNoValueStaysCharacterForCharacter(String table) throws Exception {
        assertThat(masked(table, false)).isEqualTo(table);
    }

    @Test
    void separatorsQuotesAndLineEndsStayAroundValues() throws Exception {
        assertThat(blanked("note;phone\r\nx;\"13800000000\"\r\n\"a;b\";13900000000"))
                .isEqualTo("note;phone\r\nx;\"PHONE\"\r\n\"a;b\";PHONE");
        assertThat(masked("note\tphone\nx, y\t13800000000\n", true)).matches("note\tphone\nx, y\tPHONE_\\w+\n");
    }

    @Test
    void aHeadSpeaksForTheCellsBelowIt() throws Exception {
        assertThat(blanked("姓名,城市\n李雷,上海\n韩梅梅,北京\n")).isEqualTo("姓名,城市\nPERSON,上海\nPERSON,北京\n");
        assertThat(blanked("Full name,City\nTomasz Example,Paris\n")).isEqualTo("Full name,City\nPERSON,Paris\n");
    }

    @Test
    void aFirstRowOfValuesIsNoHead() throws Exception {
        assertThat(blanked("13800000000,a\n13900000000,b\n")).isEqualTo("PHONE,a\nPHONE,b\n");
    }

    @Test
    void aQuoteThatIsNeverClosedEndsNowhereNearTheMemory() {
        var endless = "a,\"" + "x".repeat(TableReader.MOST + 10);
        assertThatThrownBy(() -> masked(endless, false))
                .isInstanceOf(Obstacle.Met.class)
                .hasMessage("too-large");
    }
}

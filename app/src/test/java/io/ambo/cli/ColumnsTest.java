package io.ambo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(Columns.of("abc")).isEqualTo(3);
        assertThat(Columns.of("脱敏")).isEqualTo(4);
        assertThat(Columns.of("，。（）")).isEqualTo(8);
        assertThat(Columns.of("한글カナ")).isEqualTo(8);
        assertThat(Columns.of("e\u0301\u200B")).isEqualTo(1);
        assertThat(Columns.of("→×")).isEqualTo(2);
        assertThat(Columns.of("😀𠀀")).isEqualTo(4);
    }

    @Test
    void paddingCountsColumnsAndNotCharacters() {
        assertThat(Columns.padded("级别", 6)).isEqualTo("级别  ");
        assertThat(Columns.paddedLeft("级别", 6)).isEqualTo("  级别");
        assertThat(Columns.padded("long enough", 3)).isEqualTo("long enough");
    }

    @Test
    void latinIsBrokenAtSpacesAndChineseBetweenCharactersButNotBeforeAComma() {
        assertThat(Columns.wrapped("one two three", 8)).containsExactly("one two", "three");
        assertThat(Columns.wrapped("数据不得送往闭源", 9)).containsExactly("数据不得", "送往闭源");
        assertThat(Columns.wrapped("一二三，四五", 6)).containsExactly("一二", "三，四", "五");
        assertThat(Columns.wrapped("unbreakable", 4)).containsExactly("unbr", "eaka", "ble");
        assertThat(Columns.wrapped("", 4)).containsExactly("");
    }

    @Test
    void wrappingLosesNothingAndStaysWithinItsColumns() {
        var text = "Data of class L4 不得送往闭源目标（策略 default）；found: illness-zh × 1, person-zh × 1。";
        for (var columns = 4; columns < 90; columns++) {
            var lines = Columns.wrapped(text, columns);
            assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
            for (var line : lines) {
                assertThat(Columns.of(line)).isLessThanOrEqualTo(columns);
            }
        }
    }

    @Test
    void choppedBytesAreAllThere() {
        var body = "{\"content\":\"请客户回电 PHONE\"}  ";
        assertThat(String.join("", Columns.chopped(body, 7))).isEqualTo(body);
        assertThat(Columns.chopped("", 7)).isEqualTo(List.of(""));
    }

    @Test
    void tablesAlignByColumnsAndWrapTheirLastCell() {
        var table = new Table("  ", "种类", "VALUE").row("a", "x").row("手机号码", "one two three four five six");
        assertThat(table.lines(32))
                .containsExactly(
                        "  种类      VALUE", "  a         x", "  手机号码  one two three four", "            five six");
    }
}

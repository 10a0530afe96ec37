package io.ambo.taggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Kind;
import io.ambo.privacy.Tagger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** All persons, addresses and companies here are made up. */
final class FastTaggerTest {

    private final Tagger tagger = Taggers.fast();

    @Test
    void aChinesePersonIsFoundWithoutACueWord() {
        assertThat(tag("昨天李建国在会上说，项目要延期。")).containsExactly("PERSON 李建国");
    }

    @Test
    void chineseNamesInAListAreFoundOneByOne() {
        assertThat(tag("参会人员：张晓梅、王志强、陈静怡。")).containsExactly("PERSON 张晓梅", "PERSON 王志强", "PERSON 陈静怡");
    }

    @Test
    void aChineseAddressIsOneFindingFromProvinceToRoom() {
        assertThat(tag("收货地址：浙江省杭州市西湖区文三路138号3栋2单元501室，谢谢")).containsExactly("ADDRESS 浙江省杭州市西湖区文三路138号3栋2单元501室");
    }

    @Test
    void aPlaceWithoutANumberIsALocation() {
        assertThat(tag("他上个月去了杭州出差。")).containsExactly("LOCATION 杭州");
    }

    @Test
    void anEnglishPersonIsFoundWithoutACueWord() {
        assertThat(tag("Yesterday Sarah Whitfield told us that the project will be late."))
                .containsExactly("PERSON Sarah Whitfield");
    }

    @Test
    void anEnglishNameAmongChineseIsFound() {
        assertThat(tag("请转告Sarah Whitfield，会议改到周五。")).contains("PERSON Sarah Whitfield");
    }

    @Test
    void aStreetAddressOfSeveralLinesIsFound() {
        assertThat(tag("Ship it to 742 Maple Avenue, Springfield, IL 62704 please."))
                .anyMatch(it -> it.startsWith("ADDRESS 742 Maple Avenue"));
    }

    @Test
    void aCertainFullNameIsFoundWhereverElseItStands() {
        var text = "会议由李建国主持。" + "以下是纪要，李建国李建国。".repeat(3);

        assertThat(tag(text).stream().filter("PERSON 李建国"::equals)).hasSize(7);
    }

    @Test
    void everydayTextHasNoPerson() {
        assertThat(tag("今天天气不错，我们去公园散步吧。晚上想吃火锅，你觉得怎么样？")).noneMatch(it -> it.startsWith("PERSON"));
        assertThat(tag("The quick tests pass, but the slow ones time out. Please look at the log."))
                .noneMatch(it -> it.startsWith("PERSON"));
    }

    @Test
    void codeHasNoPerson() {
        assertThat(tag("var Miller_count = Harris(x); self.Jordan = Foo.Baker.value; #Nelson"))
                .noneMatch(it -> it.startsWith("PERSON"));
    }

    @Test
    void aTitleIsNotPartOfAnEnglishName() {
        assertThat(tag("Please send this to Ms. Sarah Whitfield before noon.")).contains("PERSON Sarah Whitfield");
    }

    @Test
    void englishNamesInLowerCaseAreFoundAndIdentifiersAreNot() {
        assertThat(tag("hi, my name is sarah whitfield and i cannot log in")).contains("PERSON sarah whitfield");
        assertThat(tag("elif lineno > args: raise ValueError(byteorder)")).noneMatch(it -> it.startsWith("PERSON"));
    }

    @Test
    void offsetsAreOfTheTextAlsoBehindSurrogatesAndFullWidthCharacters() {
        assertThat(tag("😀😀 ＡＢＣ１２３ 昨天李建国在会上说，项目要延期。\r\n😀Yesterday Sarah Whitfield told us so."))
                .contains("PERSON 李建国", "PERSON Sarah Whitfield");
    }

    @Test
    void noNameOfAPersonReachesOverALineEnd() {
        for (var end : List.of("\n", "\r\n", "\r", "\u2028")) {
            assertThat(tag("李建" + end + "国说好。Sarah" + end + "Whitfield agrees."))
                    .noneMatch(it -> it.startsWith("PERSON") && it.contains(end));
        }
    }

    @Test
    void theSameTextGivesTheSameFindingsOnManyThreads() throws Exception {
        var text = "李建国和Sarah Whitfield住在浙江省杭州市西湖区文三路138号。\n".repeat(200);
        var expected = tag(text);
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<List<String>> task = () -> tag(text);
            for (var result : threads.invokeAll(java.util.Collections.nCopies(16, task))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void nothingMoreIsReadWhenNothingMoreIsWanted() {
        var found = new ArrayList<String>();
        var text = "昨天李建国在会上说，项目要延期。\n".repeat(10_000);

        tagger.tag(text, new Tagger.Sink() {
            @Override
            public void found(Kind kind, int start, int end, Tagger.Certainty certainty, int score) {
                found.add(text.substring(start, end));
            }

            @Override
            public boolean isWanted() {
                return found.isEmpty();
            }
        });

        assertThat(found).hasSizeBetween(1, 150);
    }

    @Test
    void aNameAcrossPassagesOfAnyLengthDoesNotBreakIt() {
        for (var length : List.of(0, 1, 2, 1_999, 2_000, 2_001, 4_000, 100_000)) {
            for (var unit : List.of("a", "李", "😀", " ", "\n", "1", "A B", "·", "'")) {
                tag(unit.repeat(length));
            }
        }
    }

    @Test
    void findingsAreInBoundsAndInTheOrderOfPassages() {
        var text = "李建国，Sarah Whitfield；".repeat(500);

        tagger.tag(text, (kind, start, end, certainty, score) -> {
            assertThat(start).isBetween(0, end - 1);
            assertThat(end).isLessThanOrEqualTo(text.length());
        });
    }

    private List<String> tag(String text) {
        var found = new ArrayList<String>();
        tagger.tag(
                text,
                (kind, start, end, certainty, score) -> found.add(kind.name() + " " + text.substring(start, end)));
        return found;
    }
}

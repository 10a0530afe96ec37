package io.ambo.taggers.accurate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Kind;
import io.ambo.privacy.Tagger;
import io.ambo.taggers.Taggers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All persons and addresses here are made up. */
final class AccurateTaggerTest {

    private final Tagger tagger = Taggers.accurate().orElseThrow();

    @Test
    void aPersonThatBothFindIsCertain() {
        assertThat(tag("昨天李建国在会上说，项目要延期。")).containsExactly("SURE PERSON 李建国");
    }

    @Test
    void aTitleIsNotPartOfAName() {
        assertThat(tag("王志强总经理会见了克里斯·马修斯先生。"))
                .anyMatch(it -> it.endsWith("PERSON 王志强"))
                .anyMatch(it -> it.endsWith("PERSON 克里斯·马修斯"));
    }

    @Test
    void addressesAndEnglishNamesAreThoseOfTheFastTagger() {
        assertThat(tag("请寄到浙江省杭州市西湖区文三路138号，Sarah Whitfield收"))
                .anyMatch(it -> it.endsWith("ADDRESS 浙江省杭州市西湖区文三路138号"))
                .anyMatch(it -> it.endsWith("PERSON Sarah Whitfield"))
                .noneMatch(it -> it.endsWith("LOCATION 浙江省"));
    }

    @Test
    void paddingInABatchChangesNothing() {
        var alone = tag("昨天李建国在会上说，项目要延期。");

        assertThat(tag("昨天李建国在会上说，项目要延期。" + "他们说今天的天气比昨天好一些，我们去公园散步，晚上回来。".repeat(5)))
                .containsAll(alone);
    }

    @Test
    void nothingIsReadWhenNothingIsWanted() {
        var found = new ArrayList<String>();

        tagger.tag("昨天李建国在会上说，项目要延期。", new Tagger.Sink() {
            @Override
            public void found(Kind kind, int start, int end, Tagger.Certainty certainty, int score) {
                found.add(kind.name());
            }

            @Override
            public boolean isWanted() {
                return false;
            }
        });

        assertThat(found).isEmpty();
    }

    private List<String> tag(String text) {
        var found = new ArrayList<String>();
        tagger.tag(
                text,
                (kind, start, end, certainty, score) ->
                        found.add(certainty.name() + " " + kind.name() + " " + text.substring(start, end)));
        return found;
    }
}

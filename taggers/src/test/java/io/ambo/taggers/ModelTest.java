package io.ambo.taggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the models hold. */
final class ModelTest {

    @Test
    void theModelsAreSmall() throws Exception {
        for (var file : new String[] {"zh-lexicon.bin", "zh-weights.bin", "en-lexicon.bin", "en-weights.bin"}) {
            try (var stream = Objects.requireNonNull(Model.class.getResourceAsStream(file))) {
                assertThat(stream.readAllBytes().length).as(file).isBetween(100_000, 4_200_000);
            }
        }
    }

    @Test
    void theChineseLexiconKnowsWordsTheirBeginningsAndSurnames() {
        var lexicon = Model.chinese().lexicon();

        assertThat(lexicon.partOfSpeech("公园", 0, 2)).isEqualTo('n');
        assertThat(lexicon.partOfSpeech("公园里", 0, 3)).isZero();
        assertThat(lexicon.find(Hash.word("公")) & ChineseLexicon.BEGINNING).isNotZero();
        assertThat(lexicon.traits('李') & ChineseLexicon.SURNAME).isEqualTo(5);
        assertThat(lexicon.isDoubleSurname('欧', '阳')).isTrue();
        assertThat(lexicon.isDoubleSurname('欧', '元')).isFalse();
    }

    @Test
    void theEnglishLexiconKnowsNamesPlacesAndWordsInLowerCase() {
        var lexicon = Model.english().lexicon();

        assertThat(EnglishLexicon.firstName(lexicon.find(Hash.word("sarah")))).isEqualTo(3);
        assertThat(EnglishLexicon.isLower(lexicon.find(Hash.word("abandoned")))).isTrue();
        assertThat(EnglishLexicon.isPlace(lexicon.find(Hash.pair(Hash.word("new"), Hash.word("york")))))
                .isTrue();
        assertThat(lexicon.find(Hash.word("qxzvvjk"))).isZero();
    }
}

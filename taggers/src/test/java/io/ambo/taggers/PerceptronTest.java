package io.ambo.taggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Training, with a few sentences made from patterns. */
final class PerceptronTest {

    private static final Choice SURNAMES = Choice.of("王 李 张 刘 陈");
    private static final Choice GIVEN = Choice.of("建国 晓梅 志强 静怡 明月");

    private final ChineseLexicon lexicon = Model.chinese().lexicon();

    @Test
    void theSameSentencesGiveTheSameBytes() throws IOException {
        assertThat(train()).isEqualTo(train());
    }

    @Test
    void whatWasLearntIsTagged() throws IOException {
        var weights = Model.read(new ByteArrayInputStream(train()), Weights::read);
        var names = new Spans();

        new Decoder(weights, new ChineseFeatures(lexicon)).decode("听说刘明月来了", 0, 7, names);

        assertThat(names.size()).isOne();
        assertThat(names.start(0)).isEqualTo(2);
        assertThat(names.end(0)).isEqualTo(5);
        assertThat(names.type(0)).isEqualTo(Tags.PERSON);
        assertThat(names.score(0)).isPositive();
    }

    private byte[] train() throws IOException {
        return ModelWriter.write(Perceptron.train(sentences(), new ChineseFeatures(lexicon), 12, 5));
    }

    private static List<LabelledText> sentences() {
        var slots = Map.of("P", new Template.Slot(Tags.PERSON, random -> SURNAMES.next(random) + GIVEN.next(random)));
        return new Template(List.of("听说{P}来了", "{P}说好", "今天天气好", "我们去公园"), slots, "，").make(200, 1);
    }
}

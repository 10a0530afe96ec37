package io.ambo.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldTest {

    @Test
    void anthropicSaysTheSameStreamedAndWhole() throws Exception {
        for (var seed = 0; seed < 1000; seed++) {
            same(
                    new RandomAnswer(seed).anthropic(),
                    Fold.toOpenAi(7, AnswerTool.NONE),
                    Fold.toOpenAi(7, AnswerTool.NONE),
                    "seed " + seed);
        }
    }

    @Test
    void openAiSaysTheSameStreamedAndWhole() throws Exception {
        var request = AnthropicRequestTest.request("hi");
        for (var seed = 0; seed < 300; seed++) {
            same(
                    new RandomAnswer(seed).openAi(),
                    OpenAiChat.FORMAT.translator(request, 0),
                    OpenAiChat.FORMAT.translator(request, 0),
                    "seed " + seed);
        }
    }

    private static void same(RandomAnswer.Said said, ReplyTranslator streaming, ReplyTranslator whole, String name)
            throws Exception {
        var events = Fold.translated(streaming, said.stream(), 0);
        var completion = whole.whole(said.whole());

        assertThat(Fold.stream(events)).as(name).isEqualTo(Fold.whole(completion));
        assertThat(Fold.channels(indexes(events))).as(name).isEqualTo(Fold.channels(List.of(JsonIndex.of(completion))));
        assertThat(events.getLast().isDone()).isTrue();
    }

    @Test
    void anyCutOfTheBytesGivesTheSameEvents() throws Exception {
        for (var seed = 0; seed < 8; seed++) {
            var stream = new RandomAnswer(seed).anthropic().stream();
            var uncut = Fold.raw(Fold.translated(Fold.toOpenAi(7, AnswerTool.NONE), stream, 0));
            for (var cut = 1; cut <= stream.length; cut++) {
                assertThat(Fold.raw(Fold.translated(Fold.toOpenAi(7, AnswerTool.NONE), stream, cut)))
                        .as("seed %s, cut at %s", seed, cut)
                        .isEqualTo(uncut);
            }
        }
    }

    private static List<JsonIndex> indexes(List<SseEvent> events) throws JsonException {
        var indexes = new ArrayList<JsonIndex>();
        for (var event : events) {
            if (!event.isDone()) {
                indexes.add(JsonIndex.of(event.data().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
        }
        return indexes;
    }
}

package io.ambo.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFactsTest {

    @Test
    void factsOfTheFirstModelAreRead() {
        assertThat(ModelFacts.read("""
                        {"models": [{"name": "a", "size": "", "details": {"n_ctx": 1}}], "object": "list", "data": [
                          {"id": "\\"n_ctx\\": 9", "created": 1.5e3, "aliases": [], "owned": null, "live": true,
                           "meta": {"n_ctx": 2048, "n_ctx_train": 8192, "n_params": 134515008, "size": 96587264,
                                    "ftype": "Q4\\u005f1"}},
                          {"id": "second", "meta": {"n_ctx": 7}}]}
                        """)).isEqualTo(new ModelFacts(2048, 8192, 134_515_008, 96_587_264, "Q4_1"));
    }

    @Test
    void enginesThatDescribeTheModelWithoutMetaTellItsContext() {
        assertThat(ModelFacts.read("{\"data\":[{\"id\":\"a\",\"max_model_len\":4096}]}"))
                .isEqualTo(new ModelFacts(4096, 0, 0, 0, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "not json",
                "\"n_ctx\": 5",
                "{\"data\":[{\"meta\":{\"n_ctx\":5}}]",
                "{\"data\":[{\"meta\":{\"n_ctx\":5}}]} x",
                "{\"data\":[{\"meta\":{\"n_ctx\":\"\\uZZZZ\"}}]}",
                "{\"data\":[{\"meta\":{\"n_ctx\":-5,\"size\":true,\"ftype\":{}}}]}",
                "{\"data\":{\"n_ctx\":5}}",
                "{\"data\":[]}",
                "[1,2]"
            })
    void anAnswerThatTellsNothingGivesNoFacts(String answer) {
        assertThat(ModelFacts.read(answer)).isEqualTo(ModelFacts.NONE);
    }

    @Test
    void deepNestingIsRefusedRatherThanFollowed() {
        assertThat(ModelFacts.read("[".repeat(100_000))).isEqualTo(ModelFacts.NONE);
    }
}

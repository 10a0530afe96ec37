package io.ambo.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.AbsentReason.Fault;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.weights.GgufBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that go along with the weights, at the default engine and with the default weights. */
class DraftAndAdapterTest {
    private static final Pattern CONTENT = Pattern.compile("\"content\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String QUESTION = "{\"messages\":[{\"role\":\"user\",\"content\":\"What is the capital of"
            + " France?\"}],\"temperature\":0,\"max_tokens\":12}";
    /** Those of the weights: the width of a layer, how many there are, and how many numbers an adapter puts between. */
    private static final int WIDTH = 576;

    private static final int LAYERS = 30;
    private static final int RANK = 4;

    @TempDir
    Path home;

    private EngineEnvironment environment;
    private Path weights;

    @BeforeEach
    void share() throws IOException {
        environment = Home.sharingCache(home);
        weights = home.resolve("weights").resolve(Recipes.smolLm2().fileName());
    }

    @AfterEach
    void letTheCacheGo() throws IOException {
        Files.delete(home.resolve("engines"));
        Files.delete(home.resolve("weights"));
    }

    private static Capacity with(Optional<Path> draft, List<Path> adapters, Optional<Path> template) {
        Capacity usual = Capacity.of(1, 1024);
        return new Capacity(
                1,
                usual.contextPerSlot(),
                usual.threads(),
                usual.batch(),
                usual.microBatch(),
                0,
                usual.cacheType(),
                draft,
                Optional.empty(),
                adapters,
                template);
    }

    private static Capacity adapted(Path adapter) {
        return with(Optional.empty(), List.of(adapter), Optional.empty());
    }

    private Engine start(Capacity capacity, States states) {
        return start(Recipes.xllamacpp(), capacity, states);
    }

    private Engine start(Recipe recipe, Capacity capacity, States states) {
        return Engine.start(new EngineOrder("smollm2", recipe, Recipes.smolLm2(), capacity), environment, states);
    }

    private String whole(Capacity capacity) throws Exception {
        States states = new States();
        try (Engine _ = start(capacity, states)) {
            return Http.post(states.await(EngineState.Ready.class), "/v1/chat/completions", QUESTION);
        }
    }

    private static String content(String answer) {
        Matcher content = CONTENT.matcher(answer);
        assertThat(content.find()).as(answer).isTrue();
        return content.group(1);
    }

    private String answer(Capacity capacity) throws Exception {
        return content(whole(capacity));
    }

    private AbsentReason reason(Capacity capacity) throws Exception {
        States states = new States();
        try (Engine _ = start(capacity, states)) {
            return states.await(EngineState.Absent.class).reason();
        }
    }

    /** An adapter of the questions that each layer asks; its values are made up, and as strong as is said. */
    private Path adapter(String architecture, float strength) throws IOException {
        Map<String, float[][]> tensors = new TreeMap<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            String tensor = "blk." + layer + ".attn_q.weight";
            tensors.put(tensor + ".lora_a", numbers(RANK, WIDTH, 1));
            tensors.put(tensor + ".lora_b", numbers(WIDTH, RANK, strength));
        }
        return Files.write(
                home.resolve(architecture + ".gguf"),
                GgufBytes.adapter(architecture).file(tensors));
    }

    private static float[][] numbers(int rows, int columns, float strength) {
        float[][] numbers = new float[rows][columns];
        for (int at = 0; at < rows * columns; at++) {
            numbers[at / columns][at % columns] = strength * (at * 7 % 11 - 5) / 50f;
        }
        return numbers;
    }

    @Test
    void adapterChangesTheAnswerAndOneOfNothingsDoesNot() throws Exception {
        String plain = answer(Capacity.of(1, 1024));
        assertThat(answer(adapted(adapter("llama", 0)))).isEqualTo(plain);
        assertThat(answer(adapted(adapter("llama", 20)))).isNotEqualTo(plain);
    }

    @Test
    void adapterIsThereAgainAfterSleep() throws Exception {
        States states = new States();
        try (Engine engine = start(Recipes.sleepingXllamacpp(), adapted(adapter("llama", 20)), states)) {
            String before = Http.post(states.await(EngineState.Ready.class), "/v1/chat/completions", QUESTION);
            engine.fallAsleep();
            states.await(EngineState.Asleep.class);
            engine.wakeUp();
            String after = Http.post(states.await(EngineState.Ready.class, 2), "/v1/chat/completions", QUESTION);
            assertThat(content(after)).isEqualTo(content(before));
        }
    }

    @Test
    void draftModelLeavesTheAnswerAsItIs() throws Exception {
        String plain = answer(Capacity.of(1, 1024));
        String drafted = whole(with(Optional.of(weights), List.of(), Optional.empty()));
        assertThat(content(drafted)).isEqualTo(plain);
        assertThat(drafted).as("words that it proposed and that stayed").containsPattern("\"draft_n_accepted\":[1-9]");
    }

    @Test
    void templateOfAFileIsTakenInPlaceOfThatOfTheWeights() throws Exception {
        Path template = Files.writeString(
                home.resolve("template.jinja"),
                "{{- '<|im_start|>user\nSay only the word yes.<|im_end|>\n<|im_start|>assistant\nyes yes yes' -}}");
        assertThat(answer(with(Optional.empty(), List.of(), Optional.of(template))))
                .isNotEqualTo(answer(Capacity.of(1, 1024)));
    }

    @Test
    void whatIsNotWhatItShouldBeIsNamedBeforeAnythingStarts() throws Exception {
        Path nothing = home.resolve("nothing.gguf");
        Path text = Files.writeString(home.resolve("text.gguf"), "no weights at all, but some words");
        Path other = adapter("qwen2", 1);
        assertThat(reason(adapted(nothing))).isEqualTo(new AbsentReason.UnfitFile(nothing, Fault.MISSING));
        assertThat(reason(adapted(text))).isEqualTo(new AbsentReason.UnfitFile(text, Fault.NOT_GGUF));
        assertThat(reason(adapted(weights))).isEqualTo(new AbsentReason.UnfitFile(weights, Fault.NOT_AN_ADAPTER));
        assertThat(reason(adapted(other))).isEqualTo(new AbsentReason.UnfitFile(other, Fault.OTHER_ARCHITECTURE));
        assertThat(reason(with(Optional.of(other), List.of(), Optional.empty())))
                .isEqualTo(new AbsentReason.UnfitFile(other, Fault.NOT_A_MODEL));
        assertThat(reason(with(Optional.empty(), List.of(), Optional.of(nothing))))
                .isEqualTo(new AbsentReason.UnfitFile(nothing, Fault.MISSING));
    }
}

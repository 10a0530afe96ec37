package io.ambo.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the head of a GGUF file says, and that nothing in it is believed unseen. */
class GgufHeaderTest {
    @TempDir
    Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("model.gguf"), content);
    }

    @Test
    void headTellsWhatTheModelIsAndWhatItTakes() throws Exception {
        byte[] content = GgufBytes.small().file(1000);
        assertThat(GgufHeader.of(file(content)))
                .isEqualTo(new GgufHeader(
                        "llama",
                        Optional.of("Small One"),
                        Optional.of("apache-2.0"),
                        Optional.of("Q4_K_M"),
                        Optional.of("gpt2"),
                        3,
                        true,
                        false,
                        false,
                        false,
                        false,
                        8192,
                        2 * 30 * 3 * (64 + 64),
                        content.length));
    }

    @ParameterizedTest
    @CsvSource({"bert,-1,true", "nomic-bert,1,true", "llama,-1,false", "llama,0,false", "qwen3,3,true", "bert,4,false"})
    void whoseVectorsArePooledOrWhoWritesNothingGivesEmbeddings(String architecture, long pooling, boolean embeds)
            throws Exception {
        GgufBytes content = new GgufBytes().text("general.architecture", architecture);
        if (pooling >= 0) {
            content.number(architecture + ".pooling_type", (int) pooling);
        }
        assertThat(GgufHeader.of(file(content.file(0))).embeds()).isEqualTo(embeds);
    }

    @ParameterizedTest
    @CsvSource({
        "context_length,-1",
        "context_length,4611686018427387904",
        "context_length,100000001",
        "block_count,9223372036854775807",
        "embedding_length,9223372036854775807"
    })
    void figuresThatNoModelHasAreRefused(String key, long figure) throws Exception {
        byte[] content = GgufBytes.small().large("llama." + key, figure).file(0);
        assertThatThrownBy(() -> GgufHeader.of(file(content)))
                .isInstanceOfSatisfying(
                        WeightsException.class,
                        e -> assertThat(e.failure())
                                .asInstanceOf(InstanceOfAssertFactories.type(WeightsFailure.NotGguf.class))
                                .extracting(WeightsFailure.NotGguf::detail, InstanceOfAssertFactories.STRING)
                                .startsWith("it claims a c"));
    }

    @Test
    void memoryIsWeightsAndCacheAtSoManyTokens() throws Exception {
        GgufHeader header = GgufHeader.of(file(GgufBytes.small().file(1000)));
        assertThat(header.memoryAt(0)).isEqualTo(header.fileBytes());
        assertThat(header.memoryAt(8192) - header.memoryAt(0)).isEqualTo(8192L * 23040);
    }

    @Test
    void layersThatDifferCountAsTheLargestAndTheirOwnLengthsWin() throws Exception {
        byte[] content = new GgufBytes()
                .text("general.architecture", "gemma3")
                .number("gemma3.block_count", 2)
                .number("gemma3.embedding_length", 640)
                .number("gemma3.attention.head_count", 4)
                .numbers("gemma3.attention.head_count_kv", List.of(1, 4))
                .number("gemma3.attention.key_length", 256)
                .number("gemma3.attention.value_length", 128)
                .text("tokenizer.chat_template", "{% if tools %}")
                .file(1);
        GgufHeader header = GgufHeader.of(file(content));
        assertThat(header.cacheBytesPerToken()).isEqualTo(2L * 2 * 4 * (256 + 128));
        assertThat(header.toolTemplate()).isTrue();
        assertThat(header.quantisation()).isEmpty();
    }

    @Test
    void everyFileThatIsCutWithinItsHeadIsRefused() throws IOException {
        byte[] whole = GgufBytes.small().file(0);
        for (int length = 0; length < whole.length; length++) {
            Path cut = file(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GgufHeader.of(cut))
                    .asInstanceOf(InstanceOfAssertFactories.type(WeightsException.class))
                    .extracting(WeightsException::failure)
                    .isInstanceOf(WeightsFailure.NotGguf.class);
        }
    }

    @Test
    void lengthsBeyondTheFileAreRefusedBeforeMemoryIsTaken() throws IOException {
        byte[] content = GgufBytes.small().file(0);
        for (int at = 8; at < 32; at++) {
            byte[] broken = content.clone();
            broken[at] = 127;
            Path file = file(broken);
            assertThatThrownBy(() -> {
                        GgufHeader header = GgufHeader.of(file);
                        throw new AssertionError("read as " + header);
                    })
                    .satisfiesAnyOf(
                            it -> assertThat(it).isInstanceOf(WeightsException.class),
                            it -> assertThat(it).hasMessageStartingWith("read as")); // the count of tensors is not used
        }
    }
}

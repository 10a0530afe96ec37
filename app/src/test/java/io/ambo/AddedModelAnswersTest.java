package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A file that a person adds to a running server: the real engine, the real weights. */
class AddedModelAnswersTest {

    private static final String NAME = "added-while-running";
    private static final String HELLO = "{\"model\":\"" + NAME
            + "\",\"max_tokens\":8,\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";

    @Test
    void anAddedFileAnswersAtOnceAndIsGoneWhenItIsRemoved() throws Exception {
        try (var open = EngineServer.open()) {
            var home = open.server().folder();
            var shell = Called.in(home).with("AMBO_KEY", open.key());
            var weights = weights(home);
            try {
                var added = shell.ambo("models", "add", weights.toString(), "--name", NAME, "--languages", "en");
                assertThat(added.status()).as(added.err()).isZero();
                assertThat(added.err()).contains("The running server has loaded it.");
                var answer = open.server().chat(HELLO, "authorization", "Bearer " + open.key());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.headers().firstValue("x-ambo-model")).contains("embedded-" + NAME + "/" + NAME);
                assertThat(answer.body()).contains("\"completion_tokens\":");
            } finally {
                var removed = shell.ambo("models", "remove", NAME);
                assertThat(removed.status()).as(removed.err()).isZero();
            }
            var gone = open.server().chat(HELLO, "authorization", "Bearer " + open.key());
            assertThat(gone.statusCode()).isEqualTo(404);
        }
    }

    private static Path weights(Path home) throws Exception {
        try (var files = Files.list(home.resolve("weights"))) {
            return files.filter(it -> it.getFileName().toString().startsWith("smollm2-135m"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

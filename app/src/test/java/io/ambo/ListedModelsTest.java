package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/models}: what can be called, and nothing else. */
class ListedModelsTest {

    @TempDir
    Path folder;

    private static List<String> listed(LiveServer server) {
        var models = JsonMapper.shared().readTree(server.get("/v1/models").body());
        return models.get("data")
                .valueStream()
                .map(it -> it.get("id").asString())
                .toList();
    }

    @Test
    void aModelWhoseProviderHasNoKeyAppearsWithTheKey() throws IOException {
        try (var standIn = StandIn.start();
                var server = LiveServer.inFrontOf(standIn, folder)) {
            assertThat(listed(server)).contains("auto", "standin/standin-large");
            Files.delete(folder.resolve("secrets/standin"));
            server.server().reload();
            assertThat(listed(server)).contains("auto").noneMatch(name -> name.contains("/"));
            var one = server.get("/v1/models/standin/standin-large");
            assertThat(one.statusCode()).isEqualTo(404);
            assertThat(one.body()).contains("\"code\":\"unknown-model\"", "has no key");
            var key = Files.writeString(folder.resolve("secrets/standin"), "sk-standin");
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            server.server().reload();
            assertThat(listed(server)).contains("standin/standin-large");
        }
    }

    @Test
    void everyNameThatChatTakesIsFound() throws IOException {
        try (var standIn = StandIn.start();
                var server = LiveServer.inFrontOf(standIn, folder)) {
            for (var name : List.of("auto", "standin/standin-large", "standin-large")) {
                var answer = server.get("/v1/models/" + name);
                assertThat(answer.statusCode()).as(name).isEqualTo(200);
                var model = JsonMapper.shared().readTree(answer.body());
                assertThat(model.get("id").asString()).isEqualTo(name);
                assertThat(model.get("created").asLong()).isPositive();
            }
            assertThat(server.get("/v1/models/standin-huge").statusCode()).isEqualTo(404);
        }
    }
}

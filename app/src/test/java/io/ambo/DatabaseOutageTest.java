package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.platform.Database;
import io.ambo.platform.DatabaseFailure;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.Secret;
import org.junit.jupiter.api.Test;

class DatabaseOutageTest {

    @Test
    void anOutageIsOneLineWithoutATraceOrASecretHoweverOftenItIsMet() {
        var place = DatabasePlace.postgresql("postgresql://127.0.0.1:9/none", "ambo", new Secret("made-up-password"));
        try (var logged = new Logged();
                var database = new Database(place)) {
            for (var i = 0; i < 2; i++) {
                assertThatThrownBy(() -> database.read(sql -> sql.fetch("select 1")))
                        .isInstanceOf(DatabaseFailure.class);
            }
            assertThat(logged.text())
                    .containsOnlyOnce("does not answer")
                    .doesNotContain("\tat ", "Exception", "made-up-password");
        }
    }
}

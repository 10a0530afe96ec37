package io.ambo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.cli.ServerLauncher.EngineNews;
import io.ambo.cli.ServerLauncher.EngineNews.Stage;
import io.ambo.core.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineReadinessTest {

    private static final String MINE = "embedded-mine/mine";
    private static final String OTHER = "embedded/smollm2-135m";

    private final EngineReadiness settled = new EngineReadiness();

    private static EngineNews news(String model, Stage stage) {
        return new EngineNews(model, stage, Message.of("api.engine.off"), List.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"READY", "ABSENT"})
    void whoWaitsForOneEngineIsNotToldOfAnother(Stage end) {
        var mine = settled.of(MINE);
        settled.hear(news(OTHER, end));
        settled.hear(news(MINE, Stage.FETCHING));
        assertThat(settled.any())
                .isCompletedWithValueMatching(news -> news.engine().equals(OTHER));
        assertThat(mine).isNotDone();
        settled.hear(news(MINE, end));
        assertThat(mine).isCompletedWithValueMatching(news -> news.engine().equals(MINE));
        assertThat(settled.of(MINE)).isCompleted();
    }

    @Test
    void nobodyWaitsWhereThereIsNoEngineAtAll() {
        var mine = settled.of(MINE);
        settled.hear(EngineNews.none(Message.of("api.engine.off"), List.of()));
        assertThat(mine).isCompleted();
        assertThat(settled.of(OTHER)).isCompleted();
        assertThat(settled.any()).isCompleted();
    }
}

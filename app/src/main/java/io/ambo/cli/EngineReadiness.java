package io.ambo.cli;

import io.ambo.cli.ServerLauncher.EngineNews;
import io.ambo.cli.ServerLauncher.EngineNews.Stage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Which engines have settled: each is ready, or it is known that it will not be. */
final class EngineReadiness {

    private final CompletableFuture<EngineNews> any = new CompletableFuture<>();
    private final CompletableFuture<EngineNews> none = new CompletableFuture<>();
    private final Map<String, CompletableFuture<EngineNews>> each = new ConcurrentHashMap<>();

    void hear(EngineNews news) {
        if (news.stage() == Stage.READY || news.stage() == Stage.ABSENT) {
            any.complete(news);
            known(news.engine()).complete(news);
        }
        if (news.ofAll()) {
            none.complete(news);
        }
    }

    /** Done when the first one has. */
    CompletableFuture<EngineNews> any() {
        return any;
    }

    /** Done when that of this model has, or when there is none at all. */
    CompletableFuture<EngineNews> of(String model) {
        return known(model).applyToEither(none, Function.identity());
    }

    private CompletableFuture<EngineNews> known(String model) {
        return each.computeIfAbsent(model, _ -> new CompletableFuture<>());
    }
}

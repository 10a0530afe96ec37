package io.ambo;

import io.ambo.api.EngineWords;
import io.ambo.catalog.Catalog;
import io.ambo.cli.ApiClient;
import io.ambo.cli.ServerLauncher;
import io.ambo.cli.ServerLauncher.EngineNews.Stage;
import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.Message;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.documents.MaskingPlan;
import io.ambo.engine.process.EngineState;
import io.ambo.ledger.LedgerGrowth;
import io.ambo.platform.Database;
import io.ambo.platform.DatabaseFailure;
import io.ambo.platform.Home;
import io.ambo.platform.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts servers for the command line. */
final class LocalServerLauncher implements ServerLauncher {

    @Override
    public String version() {
        return Version.text();
    }

    @Override
    public ServerHere start(Wish wish) {
        var settings = Settings.read(wish.home().root()).listeningOn(wish.listen(), wish.port());
        var plan = new AmboServer.Plan(
                wish.home(),
                settings,
                wish.overlays(),
                settings.language().orElse(wish.language()),
                (engine, state) -> wish.news().accept(news(engine, state)));
        var server = AmboServer.open(plan);
        if (server.engines().states().isEmpty()) {
            wish.news().accept(noEngine(settings.engine().enabled()));
        }
        return new HouseHere(server);
    }

    @Override
    public ApiClient api(Home home) {
        return new InProcessApi(home);
    }

    @Override
    public MaskingPlan.Rules masking(Home home, Optional<String> policy) {
        return LocalMasking.forFiles(home, policy);
    }

    @Override
    public String tryTexts(Home home, TriedPolicyText policy, Stream<Map.Entry<String, String>> requests) {
        return LocalTextTrial.of(
                home,
                policies -> policy.isDocument() ? policies.read(policy.text()) : policies.named(policy.text()),
                requests.map(it -> new LocalTextTrial.Request(it.getKey(), it.getValue())));
    }

    @Override
    public Catalog catalog(Home home) {
        return Configuration.catalog(home, Settings.read(home.root()), List.of());
    }

    @Override
    public String database(Home home) {
        var place = Storage.place(home, Settings.read(home.root()));
        try {
            Database.look(place);
            return place.toString();
        } catch (DatabaseFailure failure) {
            throw Refusal.of(Reason.NOT_READY, failure.message());
        }
    }

    @Override
    public Optional<LedgerGrowth> growth(Home home) {
        try {
            var place = Storage.place(home, Settings.read(home.root()));
            return LedgerGrowth.of(place, Clock.system().now());
        } catch (DatabaseFailure failure) {
            throw Refusal.of(Reason.NOT_READY, failure.message());
        }
    }

    /** If the engine was switched off on purpose, there is no hint how to get one. */
    private static EngineNews noEngine(boolean wanted) {
        return EngineNews.none(Message.of("api.engine.off"), wanted ? EngineWords.waysOut() : List.of());
    }

    private static EngineNews news(String engine, EngineState state) {
        var stage = switch (state) {
            case EngineState.Fetching _ -> Stage.FETCHING;
            case EngineState.Starting _, EngineState.Restarting _ -> Stage.STARTING;
            case EngineState.Ready _ -> Stage.READY;
            case EngineState.Absent _ -> Stage.ABSENT;
            case EngineState.Stopped _, EngineState.Asleep _ -> Stage.STOPPED;
        };
        var waysOut = state instanceof EngineState.Absent ? EngineWords.waysOut() : List.<Message>of();
        return new EngineNews(engine, stage, EngineWords.of(state), waysOut);
    }

    /** A running server as the command line sees it. */
    private record HouseHere(AmboServer server) implements ServerHere {

        @Override
        public URI address() {
            return server.address();
        }

        @Override
        public List<URI> addressesForOthers() {
            return server.addressesForOthers();
        }

        @Override
        public boolean keyless() {
            return server.keyless();
        }

        @Override
        public Message auto() {
            return server.auto();
        }

        @Override
        public Secret token() {
            return server.token();
        }

        @Override
        public String configVersion() {
            return server.configVersion();
        }

        @Override
        public List<Message> leftOut() {
            return server.leftOut();
        }

        @Override
        public String reload() {
            return server.reload();
        }

        @Override
        public void drain() {
            server.drain();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}

package io.ambo.api;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Provider;
import io.ambo.core.Clock;
import io.ambo.core.DestinationKind;
import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.engine.process.EngineState;
import io.ambo.pipeline.Snapshot;
import io.ambo.wire.JsonWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /api/status}: what is running, since when, and which destinations are reachable. */
public final class StatusApi {

    /**
     * What the server reports about itself.
     *
     * @param run the name of this run in the ledger
     * @param address its address; read once it is listening
     * @param engines the state of each engine, by destination
     */
    public record ServerStatus(
            String version,
            String run,
            Instant started,
            Supplier<URI> address,
            BooleanSupplier keyless,
            Supplier<Snapshot> snapshot,
            Supplier<Map<String, EngineState>> engines) {}

    private final ServerStatus server;
    private final Clock clock;

    public StatusApi(ServerStatus server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(ApiEndpoint.get("/api/status", ApiEndpoint.Access.READER, this::status));
    }

    public ApiReply status(ApiRequest request) {
        var snapshot = server.snapshot().get();
        var engines = server.engines().get();
        var json = new JsonWriter(2048).openObject();
        json.member("version", server.version());
        json.member("run", server.run());
        json.member("started_at", server.started().toString());
        json.member(
                "uptime_seconds",
                Duration.between(server.started(), clock.now()).toSeconds());
        json.member("address", server.address().get().toString());
        json.member("keyless", server.keyless().getAsBoolean());
        json.member("config_version", snapshot.version());
        json.name("left_out").openArray();
        snapshot.catalog().leftOut().forEach(file -> json.string(file.in(request.language())));
        json.closeArray();
        engines(json, engines, request.language());
        json.name("providers").openArray();
        for (var provider : snapshot.catalog().providers()) {
            provider(json, provider, snapshot, engines, request.language());
        }
        return ApiReply.json(json.closeArray().closeObject().toString());
    }

    private static void engines(JsonWriter json, Map<String, EngineState> engines, Language language) {
        json.name("engines").openArray();
        new TreeMap<>(engines).forEach((model, state) -> {
            json.openObject().member("model", model);
            json.member("state", EngineWords.id(state));
            json.member("words", EngineWords.of(state).in(language));
            if (state instanceof EngineState.Absent) {
                json.name("ways_out").openArray();
                EngineWords.waysOut().forEach(way -> json.string(way.in(language)));
                json.closeArray();
            }
            json.closeObject();
        });
        json.closeArray();
    }

    private static void provider(
            JsonWriter json,
            Provider provider,
            Snapshot snapshot,
            Map<String, EngineState> engines,
            Language language) {
        var reachable = provider.models().stream().anyMatch(model -> snapshot.reaches(provider, model));
        json.openObject();
        json.member("id", provider.id());
        json.member("kind", provider.kind().id());
        json.member("dialect", provider.dialect());
        dataTerms(json, provider.dataTerms());
        json.member("reachable", reachable);
        if (!reachable) {
            json.member("why", why(provider, engines).in(language));
        }
        json.name("models").openArray();
        provider.models().stream().map(Destination::model).forEach(json::string);
        json.closeArray().closeObject();
    }

    /** What the provider states about its use of data; only what its file contains. */
    private static void dataTerms(JsonWriter json, Provider.DataTerms terms) {
        json.name("data_terms").openObject();
        terms.trainsOnInputs().ifPresent(trains -> json.member("trains_on_inputs", trains));
        terms.retentionDays().ifPresent(days -> json.member("retention_days", days));
        terms.domicile().ifPresent(country -> json.member("domicile", country));
        terms.source().ifPresent(source -> {
            json.member("source", source.source());
            json.member("read", source.read().toString());
        });
        json.closeObject();
    }

    private static Message why(Provider provider, Map<String, EngineState> engines) {
        if (provider.kind() != DestinationKind.EMBEDDED) {
            return Message.of("routing.no-key", provider.id());
        }
        return provider.models().stream()
                .flatMap(model -> Optional.ofNullable(engines.get(model.id())).stream())
                .findFirst()
                .map(EngineWords::of)
                .orElseGet(() -> Message.of("api.engine.off"));
    }
}

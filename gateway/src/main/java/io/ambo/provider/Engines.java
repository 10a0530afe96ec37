package io.ambo.provider;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Provider;
import io.ambo.engine.Engine;
import io.ambo.engine.EngineAddress;
import io.ambo.engine.EngineState;
import io.ambo.engine.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The engines of this machine that the catalogue names, each by the provider that it answers for. */
public final class Engines implements AutoCloseable {

    private final Map<String, Engine> engines = new HashMap<>();

    private Engines() {}

    /**
     * Begins to bring up every embedded provider's engine; returns at once.
     *
     * @param program a configured path of a program that is used instead of what the recipe would install
     * @param told hears of each change: the provider's id and where its engine stands
     */
    public static Engines start(
            Catalog catalog, Surroundings surroundings, Optional<Path> program, BiConsumer<String, EngineState> told) {
        var engines = new Engines();
        for (var provider : catalog.providers()) {
            provider.engine().flatMap(catalog::engine).ifPresent(file -> {
                var model = provider.models().getFirst().upstreamName();
                var order = EngineOrders.order(file, model, program);
                engines.engines.put(
                        provider.id(), Engine.start(order, surroundings, state -> told.accept(provider.id(), state)));
            });
        }
        return engines;
    }

    /** None: for a server without an engine. */
    public static Engines none() {
        return new Engines();
    }

    /** Where a provider's engine answers just now. */
    public Optional<Endpoint> endpoint(Provider provider) {
        var engine = engines.get(provider.id());
        if (engine == null || !(engine.state() instanceof EngineState.Ready ready)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (ready.address()) {
                    case EngineAddress.UnixSocket(var path) ->
                        Endpoint.of(path, ready.key().reveal());
                    case EngineAddress.Loopback(var port) ->
                        Endpoint.of(
                                URI.create("http://127.0.0.1:" + port + "/v1"),
                                Optional.of(ready.key().reveal()));
                });
    }

    /** Where each engine stands, by provider. */
    public Map<String, EngineState> states() {
        var states = new HashMap<String, EngineState>();
        engines.forEach((provider, engine) -> states.put(provider, engine.state()));
        return states;
    }

    @Override
    public void close() {
        engines.values().forEach(Engine::close);
    }
}

package io.ambo.provider;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.EngineFile;
import io.ambo.core.Clock;
import io.ambo.engine.Engine;
import io.ambo.engine.EngineAddress;
import io.ambo.engine.EngineState;
import io.ambo.engine.Fleet;
import io.ambo.engine.FleetModel;
import io.ambo.engine.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The engines of this machine that the catalogue names, one for each embedded model, and the gates before them. */
public final class Engines implements AutoCloseable {

    /**
     * How they are run.
     *
     * @param program a configured path of a program that is used instead of what the recipe would install
     * @param queue how many requests may wait for one model
     * @param memory bytes that all loaded models may take together
     * @param idle how long a model may lie unused before it is put to sleep; zero is for ever
     * @param told hears of each change: the destination's id and where its engine stands
     */
    public record Running(
            Surroundings surroundings,
            Optional<Path> program,
            int queue,
            long memory,
            Duration idle,
            Clock clock,
            BiConsumer<String, EngineState> told) {}

    private final Map<String, Gate> gates = new HashMap<>();
    private final Optional<Fleet> fleet;
    private final ExecutorService serial =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("fleet").factory());
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fleet-ticks").factory());

    private Engines() {
        fleet = Optional.empty();
    }

    private Engines(Catalog catalog, Running running) {
        var ready = new Fleet(new Fleet.Means(
                running.memory(),
                running.idle(),
                (model, listener) -> Engine.start(model.order(), running.surroundings(), listener),
                serial,
                task -> Thread.ofVirtual().name("fleet-aside").start(task),
                running.clock()::nanoTime,
                running.told()));
        fleet = Optional.of(ready);
        for (var provider : catalog.providers()) {
            var first = true;
            for (var model : provider.models()) {
                var early = first;
                catalog.engineOf(model).ifPresent(file -> add(ready, model, file, running, early));
                first = false;
            }
        }
        ready.begin();
        ticks.scheduleWithFixedDelay(ready::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void add(Fleet to, Destination model, EngineFile file, Running running, boolean early) {
        var gate = new Gate(file.capacity().slots(), running.queue(), running.clock());
        var name = model.id();
        gate.watch(new Gate.Watcher() {
            @Override
            public void wanted() {
                to.wanted(name);
            }

            @Override
            public void used() {
                to.used(name);
            }
        });
        gates.put(name, gate);
        var order = EngineOrders.order(logName(model, early), file, model.upstreamName(), running.program());
        to.add(new FleetModel(name, order, file.memory(), early), gate);
    }

    private static String logName(Destination model, boolean early) {
        return early ? "engine" : "engine-" + model.model().replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /**
     * Begins to bring up the first model of every embedded provider; the others come up when somebody asks for them.
     * Returns at once.
     */
    public static Engines start(Catalog catalog, Running running) {
        return new Engines(catalog, running);
    }

    /** None: for a server without an engine. */
    public static Engines none() {
        return new Engines();
    }

    /** The gates before them, by destination. */
    public Map<String, Gate> gates() {
        return Map.copyOf(gates);
    }

    /** Where a model is reached: at once, or when it has been woken; nothing while there is no hope of that. */
    public Optional<Reach> reach(Destination destination) {
        var state = states().get(destination.id());
        if (state == null) {
            return Optional.empty();
        }
        return switch (state) {
            case EngineState.Ready _, EngineState.Asleep _, EngineState.Starting _ ->
                Optional.of(() -> endpoint(destination));
            case EngineState.Absent _, EngineState.Fetching _, EngineState.Restarting _, EngineState.Stopped _ ->
                Optional.empty();
        };
    }

    private Optional<Endpoint> endpoint(Destination destination) {
        if (!(states().get(destination.id()) instanceof EngineState.Ready ready)) {
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

    /** Where each engine stands, by destination. */
    public Map<String, EngineState> states() {
        return fleet.map(Fleet::states).orElse(Map.of());
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        fleet.ifPresent(it -> {
            var engines = new CompletableFuture<List<AutoCloseable>>();
            it.close(engines::complete);
            var threads = engines.join().stream()
                    .map(engine -> Thread.startVirtualThread(() -> close(engine)))
                    .toList();
            threads.forEach(Engines::await);
        });
        serial.shutdown();
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable engine) {
        try {
            engine.close();
        } catch (Exception e) {
            throw new IllegalStateException("an engine could not be stopped", e);
        }
    }
}

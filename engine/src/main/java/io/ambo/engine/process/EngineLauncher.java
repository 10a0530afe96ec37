package io.ambo.engine.process;

import io.ambo.engine.host.ChildVariables;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.ParentDeathWrapper;
import io.ambo.engine.process.Preparation.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Starts an engine: opens its run folder, creates its key, starts the process, and learns where it listens. */
record EngineLauncher(EngineOrder order, EngineEnvironment environment) {
    private static final String SCRIPT_SAYS = "^ambo-engine listening on http://127\\.0\\.0\\.1:(\\d{1,5})$";

    EngineInstance begin(Prepared prepared) throws IOException {
        EngineLog log =
                new EngineLog(environment.logs(), order.id(), order.recipe().harmlessLines());
        EngineKey key = EngineKey.random();
        return switch (order.recipe().runner()) {
            case Runner.Attached(EngineAddress address) ->
                new EngineInstance(
                        key,
                        CompletableFuture.completedFuture(address),
                        new CompletableFuture<>(),
                        Ownership.trusted(key),
                        log,
                        () -> {});
            case Runner.WheelScript script -> start(log, key, SCRIPT_SAYS, run -> script(script, prepared, run, key));
            case Runner.Program program ->
                start(
                        log,
                        key,
                        program.portLine(),
                        run -> new ProgramCommand(order, program, prepared, environment).command(run, key));
        };
    }

    /**
     * How a process is called.
     *
     * @param words the command line
     * @param line the first line of its standard input
     * @param address where it will listen, if that is known before it says so
     */
    record Call(List<String> words, String line, CompletableFuture<EngineAddress> address) {}

    /** Makes a call for a folder. */
    @FunctionalInterface
    interface Calling {
        Call in(RunFolder run) throws IOException;
    }

    private EngineInstance start(EngineLog log, EngineKey key, String portLine, Calling calling) throws IOException {
        RunFolder run = RunFolder.open(order.id(), environment);
        try {
            Call call = calling.in(run);
            EngineProcess process = EngineProcess.start(builder(call, run), call.line(), ear(log, portLine, call));
            Ownership ownership = new Ownership(Ownership.PROC, Optional.of(process.tree()), key, keyed());
            EngineInstance instance = new EngineInstance(
                    key, call.address(), process.exit(), ownership, log, () -> end(process, run, log));
            log.note("started as process " + process.pid());
            run.noteChild(process.pid());
            return instance;
        } catch (IOException | RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /** Whether it refuses requests without the key. */
    private boolean keyed() {
        return switch (order.recipe().runner()) {
            case Runner.Program program -> program.arguments().contains("{key-file}");
            case Runner.WheelScript _ -> true;
            case Runner.Attached _ -> false;
        };
    }

    private Call script(Runner.WheelScript script, Prepared prepared, RunFolder run, EngineKey key) throws IOException {
        Path file = run.path().resolve(script.script());
        Files.writeString(file, ParentDeathWrapper.resource(script.script()));
        Map<String, Object> members = new TreeMap<>();
        members.putAll(script.defaults());
        members.put("packages", Objects.requireNonNull(prepared.packages()));
        members.put("model", prepared.model());
        members.put("name", order.modelName());
        members.put("key", key.reveal());
        members.put("slots", order.capacity().slots());
        members.put("context", order.capacity().contextPerSlot());
        members.put("threads", order.capacity().threads());
        members.put("batch", order.capacity().batch());
        members.put("micro_batch", order.capacity().microBatch());
        members.put("cache_type", order.capacity().cacheType());
        order.capacity().pooling().ifPresent(how -> members.put("pooling", how));
        order.capacity().draftModel().ifPresent(draft -> members.put("draft_model", draft));
        order.capacity().template().ifPresent(template -> members.put("template", template));
        if (!order.capacity().adapters().isEmpty()) {
            members.put(
                    "adapters",
                    order.capacity().adapters().stream().map(Path::toString).collect(Collectors.joining("\n")));
        }
        order.recipe()
                .sleep()
                .flatMap(EngineLauncher::idleSeconds)
                .ifPresent(idle -> members.put("sleep_idle_seconds", idle));
        members.put("prompt_cache_mebibytes", order.capacity().promptCacheMebibytes());
        members.put("parent", ProcessHandle.current().pid());
        run.socket().ifPresent(socket -> members.put("socket", socket));
        List<String> words = List.of(Objects.requireNonNull(prepared.program()).toString(), "-I", file.toString());
        return new Call(words, Json.object(members), known(run));
    }

    /** After how many seconds it falls asleep by itself, where it does. */
    static Optional<Long> idleSeconds(Sleep sleep) {
        return sleep.way() instanceof Sleep.Way.ByItself(Duration idle)
                ? Optional.of(Math.max(1, idle.toSeconds()))
                : Optional.empty();
    }

    static CompletableFuture<EngineAddress> known(RunFolder run) {
        CompletableFuture<EngineAddress> address = new CompletableFuture<>();
        run.socket().ifPresent(socket -> address.complete(new EngineAddress.UnixSocket(socket)));
        return address;
    }

    private ProcessBuilder builder(Call call, RunFolder run) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(call.words()));
        builder.directory(run.path().toFile());
        ChildVariables.ofEngine(environment, variables()).into(builder.environment(), run.path());
        return builder;
    }

    private Map<String, String> variables() {
        return order.recipe().sleep().map(Sleep::variables).orElse(Map.of());
    }

    private static Consumer<String> ear(EngineLog log, String portLine, Call call) {
        PortLine port = new PortLine(portLine);
        return line -> {
            log.heard(line);
            if (!call.address().isDone()) {
                port.read(line).ifPresent(call.address()::complete);
            }
        };
    }

    private void end(EngineProcess process, RunFolder run, EngineLog log) {
        process.stop(order.recipe().stopGrace(), environment.time());
        log.note("process " + process.pid() + " ended with status "
                + process.exit().join());
        try {
            run.close();
        } catch (IOException e) {
            log.note("its folder could not be deleted: " + e);
        }
    }
}

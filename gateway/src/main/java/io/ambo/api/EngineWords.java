package io.ambo.api;

import io.ambo.core.Message;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.ExitCause;
import io.ambo.engine.process.EngineState;
import io.ambo.engine.process.ModelFacts;
import io.ambo.engine.weights.FetchProgress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Describes the state of an engine, and the alternatives if there is none. */
public final class EngineWords {

    private static final double MEGABYTE = 1_000_000;

    private EngineWords() {}

    /** {@code ready}, {@code fetching}, …: the stable name of a state in JSON. */
    public static String id(EngineState state) {
        return switch (state) {
            case EngineState.Absent _ -> "absent";
            case EngineState.Fetching _ -> "fetching";
            case EngineState.Starting _ -> "starting";
            case EngineState.Ready _ -> "ready";
            case EngineState.Restarting _ -> "restarting";
            case EngineState.Stopped _ -> "stopped";
            case EngineState.Asleep _ -> "asleep";
        };
    }

    public static Message of(EngineState state) {
        return switch (state) {
            case EngineState.Absent(var reason) -> Message.of("api.engine.absent", of(reason));
            case EngineState.Fetching(var progress) -> of(progress);
            case EngineState.Starting _ -> Message.of("api.engine.starting");
            case EngineState.Ready ready -> of(ready.facts());
            case EngineState.Restarting restarting ->
                Message.of("api.engine.restarting", of(restarting.reason()), restarting.attempt());
            case EngineState.Stopped _ -> Message.of("api.engine.stopped");
            case EngineState.Asleep _ -> Message.of("api.engine.asleep");
        };
    }

    /** What the user can do if there is no engine. */
    public static List<Message> waysOut() {
        return List.of(
                Message.of("api.engine.way.program"),
                Message.of("api.engine.way.server"),
                Message.of("api.engine.way.key"));
    }

    private static Message of(ModelFacts facts) {
        return Message.of("api.engine.ready", facts.quantisation(), facts.contextPerSlot());
    }

    private static Message of(FetchProgress progress) {
        var done = megabytes(progress.done());
        var total = megabytes(progress.total());
        if (progress.bytesPerSecond() == 0) {
            return Message.of("api.engine.fetch-begins", progress.file(), total);
        }
        return Message.of(
                "api.engine.fetching",
                progress.file(),
                done,
                total,
                megabytes(progress.bytesPerSecond()),
                seconds(progress.left().orElse(Duration.ZERO)));
    }

    private static Message of(AbsentReason reason) {
        return switch (reason) {
            case AbsentReason.NoPython _ -> Message.of("api.absent.no-python");
            case AbsentReason.PythonTooOld(var version) -> Message.of("api.absent.python-too-old", version);
            case AbsentReason.NoPip _ -> Message.of("api.absent.no-pip");
            case AbsentReason.NoProgram(var command) -> Message.of("api.absent.no-program", command);
            case AbsentReason.NoRecipeForPlatform(var platform) -> Message.of("api.absent.no-recipe", platform);
            case AbsentReason.FetchFailed(var detail) -> Message.of("api.absent.fetch-failed", detail);
            case AbsentReason.HashMismatch(var file) -> Message.of("api.absent.hash-mismatch", file);
            case AbsentReason.UnusableWheel(var detail) -> Message.of("api.absent.unusable-wheel", detail);
            case AbsentReason.DiskFull(var needed, var free) ->
                Message.of("api.absent.disk-full", megabytes(needed), megabytes(free));
            case AbsentReason.FolderUnusable(var detail) -> Message.of("api.absent.folder-unusable", detail);
            case AbsentReason.NoWeights(var path) -> Message.of("api.absent.no-weights", path);
            case AbsentReason.UnfitFile(var path, var fault) ->
                Message.of(
                        "api.absent.unfit."
                                + fault.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        path);
            case AbsentReason.NoRoom(var needed, var budget) ->
                Message.of("api.absent.no-room", megabytes(needed), megabytes(budget));
            case AbsentReason.KeepsDying(var times, var last) -> Message.of("api.absent.keeps-dying", times, of(last));
        };
    }

    private static Message of(ExitCause death) {
        return switch (death) {
            case ExitCause.Exited exited -> Message.of("api.death.exited", exited.code());
            case ExitCause.Killed killed -> Message.of("api.death.killed", killed.signal());
            case ExitCause.NeverReady never -> Message.of("api.death.never-ready", seconds(never.waited()));
            case ExitCause.NotHealthy sick -> Message.of("api.death.not-healthy", sick.missedProbes());
            case ExitCause.NotWoken _ -> Message.of("api.death.not-woken");
            case ExitCause.PortTaken(var port) -> Message.of("api.death.port-taken", Integer.toString(port));
            case ExitCause.NotStarted not -> Message.of("api.death.not-started", not.detail());
        };
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MEGABYTE);
    }

    private static long seconds(Duration duration) {
        return (duration.toMillis() + 999) / 1000;
    }
}

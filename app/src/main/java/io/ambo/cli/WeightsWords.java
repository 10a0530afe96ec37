package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.engine.weights.WeightsFailure;

/** Says for people why weights are not there or cannot be used. */
final class WeightsWords {

    private WeightsWords() {}

    static Refusal refusal(WeightsFailure failure) {
        return switch (failure) {
            case WeightsFailure.NotGguf(var file, var detail) ->
                Refusal.of(Reason.BAD_COMMAND, "cli.weights.not-gguf", file, detail);
            case WeightsFailure.Unusable(var detail) ->
                Refusal.of(Reason.BAD_CONFIGURATION, "cli.weights.unusable", detail);
            case WeightsFailure.DiskFull(var needed, var free) ->
                Refusal.of(Reason.BAD_CONFIGURATION, "cli.weights.disk-full", Words.bytes(needed), Words.bytes(free))
                        .hint("cli.weights.disk-full-hint");
            case WeightsFailure.NotThere(var file) ->
                Refusal.of(Reason.BAD_CONFIGURATION, "cli.weights.not-there", file)
                        .hint("cli.weights.not-there-hint");
            case WeightsFailure.NotKept(var file) -> Refusal.of(Reason.BAD_CONFIGURATION, "cli.weights.not-kept", file);
            case WeightsFailure.WrongHash(var file, var wanted, var found) ->
                Refusal.of(Reason.BAD_CONFIGURATION, "cli.weights.wrong-hash", file, wanted, found)
                        .hint("cli.weights.wrong-hint");
            case WeightsFailure.WrongSize(var file, var wanted, var found) ->
                Refusal.of(Reason.BAD_CONFIGURATION, "cli.weights.wrong-size", file, wanted, found)
                        .hint("cli.weights.wrong-hint");
            case WeightsFailure.NoSize(var file) -> Refusal.of(Reason.UPSTREAM_FAILED, "cli.weights.no-size", file);
            case WeightsFailure.Unreachable(var host, var detail) ->
                Refusal.of(Reason.UPSTREAM_FAILED, "cli.weights.unreachable", host, detail)
                        .hint("cli.weights.unreachable-hint");
            case WeightsFailure.BadProxy(var variable) ->
                Refusal.of(Reason.BAD_CONFIGURATION, "cli.weights.bad-proxy", variable)
                        .hint("cli.weights.bad-proxy-hint");
            case WeightsFailure.Refused(var host, var status) -> refused(host, status);
            case WeightsFailure.Led(var host, var to) ->
                Refusal.of(Reason.UPSTREAM_FAILED, "cli.weights.led", host, to);
            case WeightsFailure.Cut cut -> cut(cut);
            case WeightsFailure.NoWheel(var detail) ->
                Refusal.of(Reason.UPSTREAM_FAILED, "cli.weights.no-wheel", detail);
        };
    }

    private static Refusal cut(WeightsFailure.Cut cut) {
        return Refusal.of(
                        Reason.UPSTREAM_FAILED,
                        "cli.weights.cut",
                        cut.file(),
                        Words.bytes(cut.done()),
                        Words.bytes(cut.total()),
                        cut.detail())
                .hint("cli.weights.cut-hint");
    }

    private static Refusal refused(String host, int status) {
        var refusal = Refusal.of(Reason.UPSTREAM_REJECTED, "cli.weights.refused", host, status);
        return status == 401 || status == 403
                ? refusal.hint("cli.weights.refused-token")
                : refusal.hint("cli.weights.refused-hint");
    }
}

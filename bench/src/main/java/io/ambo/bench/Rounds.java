package io.ambo.bench;

import io.ambo.platform.Network;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Rounds of windows. In each round every case is asked in every way of the stand-in itself, of nginx and of Ambo, one
 * directly after the other, so that what disturbs one disturbs the next as well; ratios are taken within a round.
 *
 * <p>Ambo goes on working after an answer (it moves the journal into SQL). So each window is followed by a pause until
 * the proxy is quiet, which keeps this work out of the next window, and what it cost is told in a column of its own.
 */
final class Rounds implements AutoCloseable {

    private static final double LEAD_IN = 0.5;
    private static final int WARM_CONNECTIONS = 64;
    private static final int QUIET_MILLIS = 200;
    private static final int MOST_REST_MILLIS = 30_000;

    private final Options options;
    private final Stage stage;
    private final Consumer<Window> told;
    private final EventLoopGroup loops = Network.best().loops(1, "load");
    private final Map<Question, byte[]> expected = new HashMap<>();

    private record Question(String target, Case asked) {}

    /** {@code told} hears of each window when it is over. */
    Rounds(Options options, Stage stage, Consumer<Window> told) {
        this.options = options;
        this.stage = stage;
        this.told = told;
    }

    /** All windows, in the order in which they were taken. */
    List<Window> run() {
        prepare();
        var windows = new ArrayList<Window>();
        for (var round = 1; round <= options.rounds(); round++) {
            for (var asked : options.cases()) {
                for (var pace : options.paces()) {
                    windows.addAll(row(round, asked, pace));
                }
            }
        }
        return windows;
    }

    /** Looks at one answer to each case, and asks for a while, so that everything is warm. */
    void prepare() {
        stage.targets().forEach(this::learn);
        warm();
    }

    /** One answer to each case, looked at closely; all later ones must be equal to it. */
    private void learn(Target target) {
        try (var client = HttpClient.newHttpClient()) {
            for (var asked : options.cases()) {
                var answer = answer(client, target, asked);
                asked.check(new String(answer, StandardCharsets.UTF_8), target.replaces());
                expected.put(new Question(target.name(), asked), answer);
            }
        }
    }

    private static byte[] answer(HttpClient client, Target target, Case asked) {
        var address = target.address(asked);
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + address.getPort() + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .header("authorization", "Bearer sk-bench")
                .POST(BodyPublishers.ofByteArray(asked.body()))
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new IllegalStateException(target.name() + " gave no answer to case " + asked.id(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void warm() {
        for (var target : stage.targets()) {
            for (var asked : options.cases()) {
                try (var load = load(target, asked, new Pace.Closed(WARM_CONNECTIONS))) {
                    warm(target);
                    load.end(5_000);
                }
                awaitQuiet(target);
            }
        }
    }

    /** By processor time, so that a busy machine leaves nothing half compiled; of others than Ambo a moment is enough. */
    private void warm(Target target) {
        var enough = CpuTime.of(target.processes()) + (long) (options.warm() * CpuTime.TICKS);
        var end = System.nanoTime() + (long) (1e9 * (target.replaces() ? 5 * options.warm() : 1));
        while (System.nanoTime() < end && CpuTime.of(target.processes()) < enough) {
            Pause.millis(50);
        }
    }

    /** A load on one of the targets whose answers were learned. */
    Load load(Target target, Case asked, Pace pace) {
        var answer = Objects.requireNonNull(expected.get(new Question(target.name(), asked)));
        return Load.open(loops.next(), Network.best().channel(), target, asked, answer, pace);
    }

    /** The same question of each, one directly after the other; who is first changes from round to round. */
    private List<Window> row(int round, Case asked, Pace pace) {
        var windows = new ArrayList<Window>();
        var targets = stage.targets();
        for (var i = 0; i < targets.size(); i++) {
            var window = window(round, asked, pace, targets.get((i + round) % targets.size()));
            told.accept(window);
            windows.add(window);
        }
        return windows;
    }

    private Window window(int round, Case asked, Pace pace, Target target) {
        var atStart = Moment.of(target.processes(), stage.standIn());
        try (var load = load(target, asked, pace)) {
            Pause.millis((long) (1000 * (asked.paced() ? 4 * LEAD_IN : LEAD_IN)));
            load.cut();
            var from = Moment.of(target.processes(), stage.standIn());
            Pause.millis((long) (1000 * options.seconds()));
            var tally = load.cut();
            var to = Moment.of(target.processes(), stage.standIn());
            load.end(5_000);
            var all = load.answered();
            awaitQuiet(target);
            var atEnd = Moment.of(target.processes(), stage.standIn());
            var seconds = (to.nanos() - from.nanos()) / 1e9;
            return new Window(
                    round,
                    asked,
                    pace.id(),
                    target.name(),
                    seconds,
                    tally.finished(),
                    tally.wrong(),
                    Moment.micros(from, to) / Math.max(1, tally.finished()),
                    Moment.micros(atStart, atEnd) / Math.max(1, all),
                    Moment.micros(from, to) / 1e6 / seconds,
                    Moment.others(from, to) / seconds,
                    tally.whole(50),
                    tally.whole(99),
                    tally.first(50),
                    tally.first(99),
                    CpuTime.memory(target.processes()));
        }
    }

    private static void awaitQuiet(Target target) {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_REST_MILLIS);
        var before = CpuTime.of(target.processes());
        while (System.nanoTime() < end) {
            Pause.millis(QUIET_MILLIS);
            var now = CpuTime.of(target.processes());
            if (now - before <= 1) {
                return;
            }
            before = now;
        }
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

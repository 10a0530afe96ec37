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
import java.util.function.Supplier;

/**
 * Rounds of windows. In each round every case runs at every pace against the stand-in itself, nginx and Ambo, one
 * directly after the other, so that a disturbance affects all of them; ratios are taken within a round.
 *
 * <p>Ambo keeps working after an answer (it moves the journal into SQL). So each window is followed by a pause until
 * the proxy is idle, which keeps this work out of the next window; a separate column shows its cost.
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
    private final Map<Question, Supplier<BodyCheck>> checks = new HashMap<>();

    /** The answers of the stand-in itself. */
    private final Map<Case, Spoken> said = new HashMap<>();

    private record Question(String target, Case asked) {}

    /** {@code told} receives each window when it has ended. */
    Rounds(Options options, Stage stage, Consumer<Window> told) {
        this.options = options;
        this.stage = stage;
        this.told = told;
    }

    /** All windows, in order. */
    List<Window> run() {
        prepare();
        var all = stage.targets();
        var usual = all.stream().filter(target -> !target.isPeer()).toList();
        var windows = new ArrayList<Window>();
        for (var round = 1; round <= options.rounds(); round++) {
            for (var asked : options.cases()) {
                for (var pace : options.paces()) {
                    if (!withPeers(pace)) {
                        windows.addAll(row(round, asked, pace, usual));
                    }
                }
                for (var pace : usual.size() == all.size() ? List.<Pace>of() : Peer.PACES) {
                    windows.addAll(row(round, asked, pace, all));
                }
            }
        }
        return windows;
    }

    /** Whether peers run at this pace, so that all others do too. */
    private boolean withPeers(Pace pace) {
        return Peer.PACES.contains(pace) && stage.targets().stream().anyMatch(Target::isPeer);
    }

    /** Checks one answer to each case, then runs a load until everything is warm. */
    void prepare() {
        stage.targets().forEach(this::learn);
        warm();
    }

    /**
     * One answer to each case, checked closely; all later ones must equal it. Peers rewrite answers with other
     * identifiers and spaces: theirs must have the same content as the stand-in's.
     */
    private void learn(Target target) {
        try (var client = HttpClient.newHttpClient()) {
            for (var asked : options.cases()) {
                var answer = answer(client, target, asked);
                var question = new Question(target.name(), asked);
                if (target.isPeer()) {
                    checks.put(question, words(target, asked, Spoken.of(answer)));
                } else {
                    asked.check(new String(answer, StandardCharsets.UTF_8), target.replaces());
                    said.putIfAbsent(asked, Spoken.of(answer));
                    checks.put(question, () -> new SameBytes(answer));
                }
            }
        }
    }

    private Supplier<BodyCheck> words(Target target, Case asked, Spoken spoken) {
        var expected = Objects.requireNonNull(said.get(asked));
        if (!spoken.equals(expected)) {
            throw new IllegalStateException(
                    target.name() + " said in case " + asked.id() + " " + spoken + ", and not " + expected);
        }
        return () -> new SameWords(expected);
    }

    private static byte[] answer(HttpClient client, Target target, Case asked) {
        var address = target.address(asked);
        var builder = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + address.getPort() + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .header("authorization", "Bearer sk-bench")
                .version(HttpClient.Version.HTTP_1_1)
                .POST(BodyPublishers.ofByteArray(asked.body()));
        target.headers().forEach(line -> builder.header(line.split(": ")[0], line.split(": ")[1]));
        try {
            return client.send(builder.build(), BodyHandlers.ofByteArray()).body();
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
                try (var load = load(target, asked, warmPace(target, asked))) {
                    warm(target);
                    load.end(5_000);
                }
                awaitQuiet(target);
            }
        }
    }

    /** Paced streams leave a proxy idle, so it takes as many of them as there will be to warm it. */
    private Pace warmPace(Target target, Case asked) {
        if (target.isPeer()) {
            return Peer.PACES.getFirst();
        }
        return asked.paced() ? options.paces().getFirst() : new Pace.Closed(WARM_CONNECTIONS);
    }

    /** Measured in processor time, so that a busy machine does not end the warm-up before the JIT compiler is done. */
    private void warm(Target target) {
        var enough = CpuTime.of(target.processes()) + (long) (options.warm() * CpuTime.TICKS);
        var end = System.nanoTime() + (long) (1e9 * (target.compiles() ? 5 * options.warm() : target.isPeer() ? 5 : 1));
        while (System.nanoTime() < end && CpuTime.of(target.processes()) < enough) {
            Pause.millis(50);
        }
    }

    /** A load on one of the targets whose answers are known. */
    Load load(Target target, Case asked, Pace pace) {
        var check = Objects.requireNonNull(checks.get(new Question(target.name(), asked)));
        return Load.open(loops.next(), Network.best().channel(), target, asked, check, pace);
    }

    /** The same request to each, one directly after the other; the order changes from round to round. */
    private List<Window> row(int round, Case asked, Pace pace, List<Target> targets) {
        var windows = new ArrayList<Window>();
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

package io.ambo.bench;

import io.ambo.platform.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code bench/engine}: tokens per second of the embedded model, directly from the engine and through Ambo.
 *
 * <p>A round has four turns for each number of callers, direct, Ambo, Ambo, direct, and the other way round in the next,
 * so that a slower machine slows both. Each caller has its own prompt, the same on both routes; the engine has it
 * cached, so that its work is smallest and Ambo's share is most visible.
 */
public final class EngineShare {

    static final String DIRECT = "direct";
    static final String AMBO = "ambo";
    static final int TOKENS = 64;
    static final int QUESTIONS_EACH = 4;

    private static final int WARM_CALLERS = 4;
    private static final double WARM_SECONDS = 60;
    private static final int WARM_TOKENS = 8;
    private static final Path HOME = Path.of("bench", "target", "engine-home").toAbsolutePath();

    private final List<Integer> callers;
    private final int rounds;
    private final List<Turn> turns = new ArrayList<>();

    private EngineShare(int rounds, List<Integer> callers) {
        this.rounds = rounds;
        this.callers = callers;
    }

    /** Takes rounds, numbers of callers with commas between, and the commit. */
    public static void main(String... words) throws IOException, InterruptedException {
        var callers = Stream.of(words[1].split(",")).map(Integer::valueOf).toList();
        var share = new EngineShare(Integer.parseInt(words[0]), callers);
        var load = Machine.load();
        share.measure();
        var report = "# The embedded engine, directly and through Ambo\n\n"
                + Machine.told(words[2], "bench/engine " + words[0] + " " + words[1])
                + "- Ambo's JVM: " + String.join(" ", Options.fallback().amboJvm())
                + "\n- load average at the start: " + load + "; at the end: " + Machine.load() + "\n"
                + EngineReport.of(share.turns);
        Results.keep(Results.FOLDER, words[2], "-engine.md", report);
        System.exit(0);
    }

    private void measure() throws IOException, InterruptedException {
        Home.open(HOME);
        Files.writeString(HOME.resolve("ambo.yaml"), "port: 0\nengine: {enabled: true}\n");
        var everywhere = "0-" + (Machine.cores() - 1);
        var command = Child.java(Options.fallback().amboJvm(), EngineServing.class.getName(), HOME.toString());
        try (var child = Child.start("ambo", everywhere, HOME, command)) {
            var engine = Way.address(child.told("engine"));
            var direct = new Way(DIRECT, engine, child.told("key"), "smollm2-135m");
            var ambo = new Way(AMBO, Way.address(child.told("ready")), "sk-bench", "embedded/smollm2-135m");
            run(direct, ambo, child.process());
        }
    }

    private void run(Way direct, Way ambo, long process) throws InterruptedException {
        warm(direct, ambo, process);
        for (var round = 1; round <= rounds; round++) {
            var order = round % 2 == 1 ? List.of(direct, ambo, ambo, direct) : List.of(ambo, direct, direct, ambo);
            for (var number : callers) {
                for (var way : order) {
                    var turn = turn(round, number, way, TOKENS, process);
                    System.err.println(EngineReport.row(turn).strip());
                    turns.add(turn);
                }
            }
        }
    }

    /** Short answers until Ambo's code is compiled, and then one turn of each kind. */
    private void warm(Way direct, Way ambo, long process) throws InterruptedException {
        var end = System.nanoTime() + (long) (WARM_SECONDS * 1e9);
        while (System.nanoTime() < end) {
            turn(0, WARM_CALLERS, ambo, WARM_TOKENS, process);
        }
        for (var number : callers) {
            turn(0, number, direct, TOKENS, process);
            turn(0, number, ambo, TOKENS, process);
        }
    }

    private static Turn turn(int round, int callers, Way way, int tokens, long process) throws InterruptedException {
        var before = CpuTime.of(List.of(process));
        var begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var asked = IntStream.range(0, callers)
                    .<Callable<List<StreamedAnswer>>>mapToObj(caller -> () -> ask(way, caller, tokens))
                    .toList();
            var answers = new ArrayList<StreamedAnswer>();
            for (var done : threads.invokeAll(asked)) {
                answers.addAll(done.get());
            }
            var seconds = (System.nanoTime() - begun) / 1e9;
            var millis = (CpuTime.of(List.of(process)) - before) * 1000.0 / CpuTime.TICKS;
            return new Turn(round, callers, way.name(), seconds, answers, millis);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static List<StreamedAnswer> ask(Way way, int caller, int tokens) {
        var prompt =
                "Story " + (caller + 1) + " of many: write a long story about a river and the people who live by it.";
        var request = way.request(prompt, tokens);
        return IntStream.range(0, QUESTIONS_EACH)
                .mapToObj(_ -> StreamedAnswer.of(way, request))
                .toList();
    }
}

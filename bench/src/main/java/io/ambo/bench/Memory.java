package io.ambo.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code bench/memory}: Ambo's memory while all cases run at once for minutes. If memory is flat, the last third of the
 * time has the same median as the middle third; the first third is for growing to what the load needs.
 */
public final class Memory {

    private static final String CASES = "a,b,c,d,e";
    private static final Pace PACE = new Pace.Open(80, 64);
    private static final int BETWEEN_SAMPLES = 5_000;

    /** One sample of the process. */
    private record Sample(long second, long answers, long wrong, long memory, double others) {}

    private final Options options;
    private final List<Load> loads = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private long answers;
    private long wrong;
    private long closedIdle;

    private Memory(Options options) {
        this.options = options;
    }

    /** Takes the minutes, the commit, and optionally other options for Ambo's JVM. */
    public static void main(String... words) throws IOException {
        var minutes = Double.parseDouble(words[0]);
        var wish = new ArrayList<>(List.of("--cases", CASES, "--warm", "5", "--commit", words[1]));
        if (words.length > 2) {
            wish.addAll(List.of("--ambo-options", words[2]));
        }
        var memory = new Memory(Options.of(wish));
        memory.measure(minutes);
        var report = memory.report(minutes);
        Results.keep(memory.options.results(), memory.options.commit(), "-memory.md", report);
        System.exit(memory.wrong == 0 ? 0 : 1);
    }

    private void measure(double minutes) {
        try (var stage = Stage.open(options);
                var rounds = new Rounds(options, stage, window -> {})) {
            rounds.prepare();
            var ambo = stage.targets().getLast();
            options.cases().forEach(asked -> loads.add(rounds.load(ambo, asked, PACE)));
            sample(stage, ambo, (long) (minutes * 60));
            loads.forEach(load -> load.end(5_000));
            loads.forEach(Load::close);
        }
    }

    private void sample(Stage stage, Target ambo, long seconds) {
        var start = System.nanoTime();
        var before = Moment.of(ambo.processes(), stage.standIn());
        for (var second = 0L; second < seconds; second = (System.nanoTime() - start) / 1_000_000_000) {
            Pause.millis(BETWEEN_SAMPLES);
            for (var load : loads) {
                var tally = load.cut();
                answers += tally.finished();
                wrong += tally.wrong();
                closedIdle += tally.closedIdle();
            }
            var now = Moment.of(ambo.processes(), stage.standIn());
            var others = Moment.others(before, now) * 1e9 / (now.nanos() - before.nanos());
            var at = (now.nanos() - start) / 1_000_000_000;
            samples.add(new Sample(at, answers, wrong, CpuTime.memory(ambo.processes()), others));
            before = now;
            System.err.println(samples.getLast());
        }
    }

    private String report(double minutes) {
        var third = samples.size() / 3;
        var middle = memory(samples.subList(third, 2 * third));
        var last = memory(samples.subList(2 * third, samples.size()));
        var text = new StringBuilder("# Memory under load\n\n")
                .append(Machine.told(options, List.of())
                        .replace("command: bench/run", "command: bench/memory " + minutes))
                .append("- load: each of the cases ")
                .append(CASES)
                .append(" as ")
                .append(PACE.id())
                .append('\n')
                .append("- answers: ")
                .append(answers)
                .append(", wrong: ")
                .append(wrong)
                .append("; connections closed while idle: ")
                .append(closedIdle)
                .append("\n- others: ")
                .append(Spread.of(samples.stream().mapToDouble(Sample::others)).text(2))
                .append(" processors\n- resident MiB in the middle third: ")
                .append(middle.text(0))
                .append("; in the last third: ")
                .append(last.text(0))
                .append("; last : middle ")
                .append(ratio(last.median() / middle.median()))
                .append("\n\n| second | answers | resident MiB | others |\n| --- | --- | --- | --- |\n");
        for (var sample : samples) {
            text.append("| %d | %d | %d | %s |\n"
                    .formatted(sample.second(), sample.answers(), sample.memory(), ratio(sample.others())));
        }
        return text.toString();
    }

    private static Spread memory(List<Sample> some) {
        return Spread.of(some.stream().mapToDouble(Sample::memory));
    }

    private static String ratio(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}

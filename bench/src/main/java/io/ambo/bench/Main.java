package io.ambo.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;

/** {@code bench/run}: measures, prints the table, and stores it with the raw lines. */
public final class Main {

    private static final int MISUSE = 2;
    private static final int FAILED = 1;

    private Main() {}

    /** Exits with 2 for an invalid command line, 1 if an answer was wrong or missing. */
    public static void main(String... words) throws IOException {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) throws IOException {
        Options options;
        try {
            options = Options.of(words);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage() + "\n\n" + Options.USAGE);
            return MISUSE;
        }
        try {
            return measure(options, words);
        } catch (IllegalStateException failed) {
            System.err.println("bench: " + failed.getMessage());
            return FAILED;
        }
    }

    private static int measure(Options options, List<String> words) throws IOException {
        var machine = Machine.told(options, words);
        var raw = Results.file(options.results(), options.commit(), options.resultsMark() + ".csv");
        List<Window> windows;
        try (var lines = new PrintWriter(Files.newBufferedWriter(raw), true);
                var stage = Stage.open(options);
                var rounds = new Rounds(options, stage, window -> tell(window, lines))) {
            lines.println(Window.HEADER);
            windows = rounds.run();
        }
        var report = "# CPU and latency beside nginx\n\n" + machine + "- load average at the end: " + Machine.load()
                + "\n- raw lines: " + raw.getFileName() + "\n" + Report.of(windows, options);
        Results.keep(options.results(), options.commit(), options.resultsMark() + ".md", report);
        return windows.stream().allMatch(Main::sound) ? 0 : FAILED;
    }

    private static boolean sound(Window window) {
        return window.wrong() == 0 && window.finished() > 0;
    }

    private static void tell(Window window, PrintWriter lines) {
        lines.println(window.line());
        System.err.println(window.line());
    }
}

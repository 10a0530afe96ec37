package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo models bench MODEL}: how fast it answers few and many callers, kept in a dated file of the home. */
@CommandLine.Command(name = "bench")
final class ModelsBenchCommand implements Command {

    private static final int MOST_CALLERS = 256;

    private final Session session;

    @Parameters(paramLabel = "MODEL")
    private String model = "";

    @Option(names = "--callers", split = ",", paramLabel = "A,B")
    private List<Integer> callers = List.of(1, 2, 4, 8, 16);

    @Option(names = "--tokens", paramLabel = "N")
    private int tokens = 64;

    ModelsBenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        if (callers.stream().anyMatch(number -> number < 1 || number > MOST_CALLERS) || tokens < 1) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.bench.numbers", MOST_CALLERS);
        }
        var asking = new Callers(session.requiredServer(), model, tokens);
        session.say("cli.bench.wakes", model);
        asking.ask();
        var paces = new ArrayList<Pace>();
        for (var number : callers) {
            session.say("cli.bench.asks", number);
            paces.add(asking.pace(number));
        }
        var file = keep(paces);
        if (session.json()) {
            session.print(json(paces).toString());
        } else {
            show(paces, file);
        }
        return ExitCode.DONE;
    }

    private void show(List<Pace> paces, Path file) {
        var table = new Table(
                "",
                session.words("cli.bench.callers"),
                session.words("cli.bench.speed"),
                session.words("cli.bench.first"),
                session.words("cli.bench.worst"));
        paces.forEach(pace -> table.row(
                String.valueOf(pace.callers()),
                speed(pace),
                pace.firstMillis() + " ms",
                pace.worstFirstMillis() + " ms"));
        session.print(table.lines(session.width()));
        var most = Pace.bestThroughput(paces);
        var quickest = Pace.bestLatency(paces);
        session.say("cli.bench.most", most.callers(), speed(most));
        session.say("cli.bench.quickest", quickest.callers(), quickest.firstMillis());
        session.say("cli.bench.kept", file);
    }

    private static String speed(Pace pace) {
        return String.format(Locale.ROOT, "%.1f", pace.tokensPerSecond());
    }

    private JsonText json(List<Pace> paces) {
        return new JsonText()
                .text("model", model)
                .text("measured", LocalDate.now(ZoneId.systemDefault()).toString())
                .number("cores", Runtime.getRuntime().availableProcessors())
                .number("tokens", tokens)
                .objects("paces", paces.stream().map(ModelsBenchCommand::json).toList())
                .number("slots_for_throughput", Pace.bestThroughput(paces).callers())
                .number("slots_for_latency", Pace.bestLatency(paces).callers());
    }

    private static JsonText json(Pace pace) {
        return new JsonText()
                .number("callers", pace.callers())
                .text("tokens_per_second", speed(pace))
                .number("first_ms", pace.firstMillis())
                .number("worst_first_ms", pace.worstFirstMillis());
    }

    /** JSON is YAML too: what reads the home's files can read it. */
    private Path keep(List<Pace> paces) {
        var name = LocalDate.now(ZoneId.systemDefault()) + "-" + model.replaceAll("[^A-Za-z0-9._-]", "-") + ".yaml";
        var file = session.home().root().resolve("measurements").resolve(name);
        try {
            Files.createDirectories(file.getParent());
            session.home().writeAtomically(file, (json(paces) + "\n").getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

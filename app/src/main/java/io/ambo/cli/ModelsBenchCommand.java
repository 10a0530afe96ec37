package io.ambo.cli;

import io.ambo.catalog.Destination;
import io.ambo.cli.BenchRecord.Tried;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo models bench MODEL}: how fast it answers few and many callers, and in which setting; kept in the home. */
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

    @Option(names = "--try-settings")
    private boolean trySettings;

    ModelsBenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        if (callers.isEmpty()
                || callers.stream().anyMatch(number -> number < 1 || number > MOST_CALLERS)
                || tokens < 1) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.bench.numbers", MOST_CALLERS);
        }
        var known = known();
        var record = new BenchRecord(model, tokens, trySettings ? tried(known) : asItIs());
        var file = record.keep(session.home());
        if (known.flatMap(destination -> record.keepSpeed(session.home(), destination))
                .isPresent()) {
            ServerOfHome.tell(session);
        }
        if (session.json()) {
            session.print(record.json().toString());
        } else {
            show(record);
            session.say("cli.bench.kept", file);
        }
        return ExitCode.DONE;
    }

    /** The destination of that name in the home's catalogue, where it is one and no alias. */
    private Optional<Destination> known() {
        var found = session.launcher().catalog(session.home()).destinations().stream()
                .filter(it -> it.id().equals(model) || it.model().equals(model))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private List<Tried> asItIs() {
        return List.of(new Tried(BenchSetting.AS_IT_IS, paces(session.requiredServer())));
    }

    /** Each setting in a server of its own, which takes the engine down with it. */
    private List<Tried> tried(Optional<Destination> known) {
        var engine = known.flatMap(session.launcher().catalog(session.home())::engineOf)
                .orElseThrow(() -> Refusal.of(Reason.BAD_COMMAND, "cli.bench.not-ours", model));
        if (session.server().isPresent()) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.bench.server-runs");
        }
        var settings =
                BenchSetting.around(engine.capacity(), Runtime.getRuntime().availableProcessors());
        var tried = new ArrayList<Tried>();
        for (var setting : settings) {
            session.say("cli.bench.tries", tried.size() + 1, settings.size(), setting.words(session));
            try (var server = TrialServer.start(session, known.orElseThrow(), setting)) {
                tried.add(new Tried(setting, paces(server.asked())));
            }
        }
        return tried;
    }

    private List<Pace> paces(RunningServer server) {
        var asking = new Callers(server, model, tokens);
        session.say("cli.bench.wakes", model);
        asking.ask();
        var paces = new ArrayList<Pace>();
        for (var number : callers) {
            session.say("cli.bench.asks", number);
            paces.add(asking.pace(number));
        }
        return paces;
    }

    private void show(BenchRecord record) {
        if (record.tried().size() > 1) {
            showSettings(record.tried());
            return;
        }
        var table = new Table(
                "",
                session.words("cli.bench.callers"),
                session.words("cli.bench.speed"),
                session.words("cli.bench.first"),
                session.words("cli.bench.worst"));
        record.paces()
                .forEach(pace -> table.row(
                        String.valueOf(pace.callers()),
                        BenchRecord.speed(pace),
                        pace.firstMillis() + " ms",
                        pace.worstFirstMillis() + " ms"));
        session.print(table.lines(session.width()));
        var most = Pace.bestThroughput(record.paces());
        var quickest = Pace.bestLatency(record.paces());
        session.say("cli.bench.most", most.callers(), BenchRecord.speed(most));
        session.say("cli.bench.quickest", quickest.callers(), quickest.firstMillis());
    }

    private void showSettings(List<Tried> all) {
        var table = new Table(
                "",
                session.words("cli.bench.setting"),
                session.words("cli.bench.callers"),
                session.words("cli.bench.speed"),
                session.words("cli.bench.alone"),
                session.words("cli.bench.first"));
        all.forEach(tried -> table.row(
                tried.setting().words(session),
                String.valueOf(tried.best().callers()),
                BenchRecord.speed(tried.best()),
                BenchRecord.speed(tried.alone()),
                tried.alone().firstMillis() + " ms"));
        session.print(table.lines(session.width()));
        var most = all.stream()
                .max(Comparator.comparingDouble(tried -> tried.best().tokensPerSecond()))
                .orElseThrow();
        var quickest = all.stream()
                .min(Comparator.comparingLong((Tried tried) -> tried.alone().firstMillis())
                        .thenComparingDouble(tried -> -tried.alone().tokensPerSecond()))
                .orElseThrow();
        session.say(
                "cli.bench.most-by",
                most.setting().words(session),
                most.best().callers(),
                BenchRecord.speed(most.best()));
        session.say(
                "cli.bench.quickest-by",
                quickest.setting().words(session),
                quickest.alone().firstMillis());
    }
}

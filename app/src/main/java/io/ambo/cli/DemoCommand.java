package io.ambo.cli;

import io.ambo.cli.ServerLauncher.EngineNews;
import io.ambo.cli.ServerLauncher.EngineNews.Stage;
import io.ambo.cli.ServerLauncher.ServerHere;
import io.ambo.cli.ServerLauncher.Wish;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * {@code ambo demo}: a server in this process, the open model, a stand-in for a closed one, and three requests that show
 * what becomes of data. Then it goes on serving, or with {@code --exit} leaves.
 */
@CommandLine.Command(name = "demo")
final class DemoCommand implements Command {

    private final Session session;

    @Option(names = "--exit")
    private boolean exit;

    @Option(names = "--port", paramLabel = "N")
    private Optional<Integer> port = Optional.empty();

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        paragraph("cli.demo.intro");
        return exit ? shown() : serving(Serving.begin(session));
    }

    private ExitCode shown() {
        var talk = new EngineTalk(session);
        try (var standIn = StandInProcess.start(session.home().run());
                var server = session.launcher().start(wish(standIn, talk))) {
            var done = show(server, standIn, talk.settled().join());
            paragraph("cli.demo.over");
            return done;
        }
    }

    private ExitCode serving(Serving serving) {
        var talk = new EngineTalk(session);
        try (var standIn = StandInProcess.start(session.home().run());
                var server = session.launcher().start(wish(standIn, talk))) {
            show(server, standIn, talk.settled().join());
            session.print(new CallingIt(session, server).lines());
            session.terminal().out().flush();
            session.say("cli.demo.serving");
            serving.started(server);
            serving.untilStopped(server);
            return ExitCode.DONE;
        }
    }

    private Wish wish(StandInProcess standIn, EngineTalk talk) {
        var which = exit ? port.or(() -> Optional.of(0)) : port;
        return new Wish(session.home(), which, Optional.empty(), List.of(standIn.overlay()), session.language(), talk);
    }

    private ExitCode show(ServerHere server, StandInProcess standIn, EngineNews engine) {
        var ready = engine.stage() == Stage.READY;
        paragraph(ready ? "cli.demo.honest" : "cli.demo.no-engine");
        try (var asking = new DemoRequests(session, server, standIn)) {
            for (var request : DemoRequest.ALL) {
                if (ready || !request.needsEngine()) {
                    asking.show(request);
                } else {
                    session.print("");
                    session.print(request.title(session));
                    session.print("  " + session.words("cli.demo.skipped"));
                }
            }
        }
        return ready ? ExitCode.DONE : ExitCode.UPSTREAM;
    }

    private void paragraph(String key) {
        session.print("");
        session.words(key).lines().forEach(line -> session.print(Columns.wrapped(line, session.width())));
        session.terminal().out().flush();
    }
}

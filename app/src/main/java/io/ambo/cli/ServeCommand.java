package io.ambo.cli;

import io.ambo.cli.ServerLauncher.Wish;
import io.ambo.config.Settings;
import io.ambo.core.Message;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * {@code ambo serve}: starts a server and prints one line when it is ready. SIGINT and SIGTERM let what is under way end;
 * a second one does not wait. SIGHUP reloads the configuration.
 */
@CommandLine.Command(name = "serve")
final class ServeCommand implements Command {

    private final Session session;

    @Option(names = "--port", paramLabel = "N")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--listen", paramLabel = "ADDRESS")
    private Optional<String> listen = Optional.empty();

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var serving = Serving.begin(session);
        var talk = new EngineTalk(session);
        var wish = new Wish(session.home(), port, listen, List.of(), session.language(), talk);
        try (var server = session.launcher().start(wish)) {
            serving.started(server);
            session.print(
                    session.words("cli.serve.ready", server.address(), Words.shortVersion(server.configVersion())));
            session.terminal().out().flush();
            var others = server.addressesForOthers().stream()
                    .map(address -> address.resolve("/v1"))
                    .toList();
            if (!others.isEmpty()) {
                session.sayWords(
                        Message.of("cli.serve.others", Message.list(others)).in(session.language()));
            }
            server.leftOut().forEach(file -> session.say("cli.serve.left-out", file.in(session.language())));
            session.say(server.keyless() ? "cli.serve.keyless" : "cli.serve.keyed");
            session.sayWords(server.auto().in(session.language()));
            HeapWarning.of(
                            Settings.read(session.home().root()).limits().memory(),
                            Runtime.getRuntime().maxMemory())
                    .ifPresent(warning -> session.sayWords(warning.in(session.language())));
            serving.untilStopped(server);
        }
        return ExitCode.DONE;
    }
}

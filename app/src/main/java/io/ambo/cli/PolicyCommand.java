package io.ambo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo policy}: what a policy does, before it does it; with a running server or without. */
@CommandLine.Command(name = "policy")
final class PolicyCommand {

    private PolicyCommand() {}

    static CommandLine all(Session session) {
        return new CommandLine(new PolicyCommand()).addSubcommand("try", new Try(session));
    }

    /** {@code ambo policy try POLICY}. */
    @CommandLine.Command(name = "try")
    private static final class Try implements Command {

        private final Session session;

        @Parameters(paramLabel = "POLICY")
        private String policy = "";

        @Option(names = "--last", paramLabel = "N")
        private Optional<Integer> last = Optional.empty();

        @Option(names = "--from", paramLabel = "DAY")
        private Optional<String> from = Optional.empty();

        @Option(names = "--to", paramLabel = "DAY")
        private Optional<String> to = Optional.empty();

        Try(Session session) {
            this.session = session;
        }

        @Override
        public ExitCode run() {
            try (var api = session.api()) {
                var answer = api.post(path(), question());
                if (session.json()) {
                    session.print(answer);
                } else {
                    new TrialReport(session, JsonView.of(answer)).lines().forEach(session::print);
                }
            }
            return ExitCode.DONE;
        }

        /** A file where there is one of that name, else a policy that is installed. */
        private String question() {
            var file = Path.of(policy);
            var isFile = policy.endsWith(".yaml") || policy.contains("/") || Files.isRegularFile(file);
            return isFile
                    ? new JsonObject().text("document", session.file(file)).toString()
                    : new JsonObject().text("policy", policy).toString();
        }

        private String path() {
            var path = new StringBuilder(session.inLanguage("/api/trial"));
            last.ifPresent(number -> path.append("&last=").append(number));
            from.ifPresent(day -> path.append("&from=").append(Paths.encoded(day)));
            to.ifPresent(day -> path.append("&to=").append(Paths.encoded(day)));
            return path.toString();
        }
    }
}

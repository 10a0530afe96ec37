package io.ambo.cli;

import io.ambo.cli.ServerLauncher.TriedPolicyText;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
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

        @Option(names = "--texts", paramLabel = "FOLDER")
        private Optional<Path> texts = Optional.empty();

        Try(Session session) {
            this.session = session;
        }

        @Override
        public ExitCode run() {
            var tried = tried();
            var answer = texts.map(folder -> onTexts(tried, folder)).orElseGet(() -> onLedger(tried));
            if (session.json()) {
                session.print(answer);
            } else {
                new TrialReport(session, JsonView.of(answer)).lines().forEach(session::print);
            }
            return ExitCode.DONE;
        }

        /** A file where there is one of that name, else a policy that is installed. */
        private TriedPolicyText tried() {
            var isFile = policy.endsWith(".yaml") || policy.contains("/") || Files.isRegularFile(Path.of(policy));
            return new TriedPolicyText(isFile ? session.file(Path.of(policy)) : policy, isFile);
        }

        private String onLedger(TriedPolicyText tried) {
            try (var api = session.api()) {
                var question = new JsonObject().text(tried.isDocument() ? "document" : "policy", tried.text());
                return api.post(path(), question.toString());
            }
        }

        private String onTexts(TriedPolicyText tried, Path folder) {
            if (last.isPresent() || from.isPresent() || to.isPresent()) {
                throw Refusal.of(Reason.BAD_COMMAND, "cli.policy-try.either");
            }
            try (var requests = RequestLines.in(folder)) {
                return session.launcher().tryTexts(session.home(), tried, requests);
            }
        }

        private String path() {
            var path = new StringBuilder(session.inLanguage("/api/trial"));
            last.ifPresent(number -> path.append("&last=").append(number));
            from.ifPresent(day -> path.append("&from=").append(ApiClient.encoded(day)));
            to.ifPresent(day -> path.append("&to=").append(ApiClient.encoded(day)));
            return path.toString();
        }
    }
}

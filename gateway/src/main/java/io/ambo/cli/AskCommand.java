package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo ask}: puts a question to a model; the answer streams to standard output. */
@CommandLine.Command(name = "ask")
final class AskCommand implements Command {

    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "TEXT")
    private List<String> text = new ArrayList<>();

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL")
    private String model = "auto";

    @Option(
            names = {"-s", "--system"},
            paramLabel = "TEXT")
    private Optional<String> system = Optional.empty();

    @Option(names = "--class", paramLabel = "L0-L5")
    private Optional<String> dataClass = Optional.empty();

    @Option(names = "--conversation", paramLabel = "ID")
    private Optional<String> conversation = Optional.empty();

    @Option(names = "--policy", paramLabel = "NAME")
    private Optional<String> policy = Optional.empty();

    @Option(names = "--no-stream")
    private boolean whole;

    @Option(names = "--dry-run")
    private boolean dryRun;

    AskCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var question = text.isEmpty() || text.equals(List.of("-"))
                ? session.standardInput("ask").strip()
                : String.join(" ", text);
        if (question.isEmpty()) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.ask.empty");
        }
        var server = session.requiredServer();
        var stream = !whole && !session.json() && !dryRun;
        var body = body(question, stream);
        if (dryRun) {
            return dryRun(server, body);
        }
        var answer = server.chat(body, headers());
        return new Answer(session, server).show(answer, stream);
    }

    private String body(String question, boolean stream) {
        var messages = new ArrayList<JsonText>();
        system.ifPresent(it -> messages.add(message("system", it)));
        messages.add(message("user", question));
        return new JsonText()
                .text("model", model)
                .objects("messages", messages)
                .flag("stream", stream)
                .toString();
    }

    private static JsonText message(String role, String content) {
        return new JsonText().text("role", role).text("content", content);
    }

    private Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        dataClass.ifPresent(it -> headers.put("x-ambo-class", it));
        conversation.ifPresent(it -> headers.put("x-ambo-conversation", it));
        policy.ifPresent(it -> headers.put("x-ambo-policy", it));
        return headers;
    }

    /** By the caller's key where it has the right to look, since its lists and its placeholders are those that count. */
    private static String preview(RunningServer server, String path, String body) {
        if (server.key().isPresent()) {
            try {
                return server.withKey().post(path, body);
            } catch (Refusal refusal) {
                if (refusal.reason() != Reason.FORBIDDEN || server.token().isEmpty()) {
                    throw refusal;
                }
            }
        }
        return server.post(path, body);
    }

    private ExitCode dryRun(RunningServer server, String body) {
        var path = new StringBuilder(session.inLanguage("/api/preview"));
        dataClass.ifPresent(it -> path.append("&class=").append(Paths.encoded(it)));
        conversation.ifPresent(it -> path.append("&conversation=").append(Paths.encoded(it)));
        policy.ifPresent(it -> path.append("&policy=").append(Paths.encoded(it)));
        var answer = preview(server, path.toString(), body);
        if (session.json()) {
            session.print(answer);
        } else {
            session.print(new DryRun(session, JsonView.of(answer)).lines());
        }
        return ExitCode.DONE;
    }
}

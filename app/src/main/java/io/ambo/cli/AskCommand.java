package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.nio.file.Path;
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

    @Option(names = "--file", paramLabel = "FILE")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json-schema", paramLabel = "FILE")
    private Optional<Path> schema = Optional.empty();

    @Option(names = "--no-stream")
    private boolean whole;

    @Option(names = "--dry-run")
    private boolean dryRun;

    AskCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        if (text.isEmpty()
                && files.isEmpty()
                && session.terminal().interactive().getAsBoolean()) {
            return conversation();
        }
        var question = question();
        var server = session.requiredServer();
        var stream = !whole && !session.json() && !dryRun;
        var body = body(List.of(message("user", question)), stream);
        if (dryRun) {
            return dryRun(server, body);
        }
        var answer = server.chat(body, headers());
        return new Answer(session, server).show(answer, stream);
    }

    /** The words of the command line, or standard input, and then each file under its name. */
    private String question() {
        var asked = text.isEmpty() && !files.isEmpty() ? "" : words();
        var question = new StringBuilder(asked);
        for (var file : files) {
            question.append(question.isEmpty() ? "" : "\n\n").append(file.getFileName());
            question.append(":\n").append(session.file(file));
        }
        if (question.isEmpty()) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.ask.empty");
        }
        return question.toString();
    }

    private String words() {
        return text.isEmpty() || text.equals(List.of("-"))
                ? session.standardInput("ask").strip()
                : String.join(" ", text);
    }

    /** Question by question, each with all that was said before; an empty input ends it. */
    private ExitCode conversation() {
        var server = session.requiredServer();
        var said = new ArrayList<JsonObject>();
        session.say("cli.ask.talk");
        for (var line = next(); line.isPresent(); line = next()) {
            if (line.get().isBlank()) {
                continue;
            }
            said.add(message("user", line.get()));
            var ended = turn(server, said);
            if (ended == ExitCode.INTERRUPTED) {
                return ended;
            }
        }
        return ExitCode.DONE;
    }

    private Optional<String> next() {
        session.terminal().err().print("> ");
        session.terminal().err().flush();
        return session.line().filter(line -> !line.strip().equals("/bye"));
    }

    /** One question; a refusal is said, its question forgotten, and the conversation goes on. */
    private ExitCode turn(RunningServer server, List<JsonObject> said) {
        var answer = new Answer(session, server);
        try {
            var ended = answer.show(server.chat(body(said, true), headers()), true);
            said.add(message("assistant", answer.text()));
            return ended;
        } catch (Refusal refusal) {
            session.sayWords(refusal.in(session.language()));
            said.removeLast();
            return ExitCode.of(refusal.reason());
        }
    }

    private String body(List<JsonObject> said, boolean stream) {
        var messages = new ArrayList<JsonObject>();
        system.ifPresent(it -> messages.add(message("system", it)));
        messages.addAll(said);
        var body = new JsonObject()
                .text("model", model)
                .objects("messages", messages)
                .flag("stream", stream);
        schema.ifPresent(file -> body.raw("response_format", format(file)));
        return body.toString();
    }

    /** OpenAI's {@code response_format}; the schema goes as it is written. */
    private String format(Path file) {
        var schema = session.file(file).strip();
        try {
            JsonView.of(schema);
        } catch (Refusal _) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.ask.schema", file);
        }
        return "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"strict\":true,\"schema\":" + schema
                + "}}";
    }

    private static JsonObject message(String role, String content) {
        return new JsonObject().text("role", role).text("content", content);
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
        dataClass.ifPresent(it -> path.append("&class=").append(ApiClient.encoded(it)));
        conversation.ifPresent(it -> path.append("&conversation=").append(ApiClient.encoded(it)));
        policy.ifPresent(it -> path.append("&policy=").append(ApiClient.encoded(it)));
        var answer = preview(server, path.toString(), body);
        if (session.json()) {
            session.print(answer);
        } else {
            session.print(new DryRun(session, JsonView.of(answer)).lines());
        }
        return ExitCode.DONE;
    }
}

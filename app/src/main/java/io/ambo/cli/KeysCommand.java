package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ambo keys}: creates, lists, limits and revokes keys; by the running server where one runs, so that it takes
 * effect at once, else in the store itself.
 */
@CommandLine.Command(name = "keys")
final class KeysCommand {

    static final String PATH = "/api/keys";

    private KeysCommand() {}

    static CommandLine all(Session session) {
        return new CommandLine(new KeysCommand())
                .addSubcommand("create", new Create(session))
                .addSubcommand("list", new ListAll(session))
                .addSubcommand("limit", new KeysLimit(session))
                .addSubcommand("revoke", new Revoke(session));
    }

    /** {@code ambo keys create NAME}: the secret goes to standard output, once. */
    @CommandLine.Command(name = "create")
    private static final class Create implements Command {

        private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,4})([hd])");

        private final Session session;

        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(names = "--models", split = ",", paramLabel = "A,B")
        private List<String> models = List.of();

        @Option(names = "--kinds", split = ",", paramLabel = "A,B")
        private List<String> kinds = List.of();

        @Option(names = "--policies", split = ",", paramLabel = "A,B")
        private List<String> policies = List.of();

        @Option(names = "--rights", split = ",", paramLabel = "A,B")
        private List<String> rights = List.of();

        @Option(names = "--expires", paramLabel = "30d")
        private Optional<String> expires = Optional.empty();

        @Mixin
        private final LimitOptions limits = new LimitOptions();

        Create(Session session) {
            this.session = session;
        }

        @Override
        public ExitCode run() {
            var wish = new JsonObject()
                    .text("name", name)
                    .texts("models", models)
                    .texts("kinds", kinds)
                    .texts("policies", policies)
                    .texts("rights", rights);
            limits.addTo(wish);
            expires.map(Create::until).ifPresent(until -> wish.text("expires", until.toString()));
            try (var api = session.api()) {
                var answer = api.post(PATH, wish.toString());
                if (session.json()) {
                    session.print(answer);
                } else {
                    show(JsonView.of(answer));
                }
            }
            return ExitCode.DONE;
        }

        private static Instant until(String text) {
            var time = TIME.matcher(text);
            if (!time.matches()) {
                throw Refusal.of(Reason.BAD_COMMAND, "cli.expires");
            }
            var number = Long.parseLong(time.group(1));
            return Instant.now().plus(time.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number));
        }

        private void show(JsonView created) {
            var key = created.at("key");
            session.say("cli.keys.created", key.text("id"), key.text("name"));
            session.print(created.text("secret"));
            session.terminal().out().flush();
            session.say("cli.keys.created-more");
        }
    }

    /** {@code ambo keys list}. */
    @CommandLine.Command(name = "list")
    private static final class ListAll implements Command {

        private final Session session;

        ListAll(Session session) {
            this.session = session;
        }

        @Override
        public ExitCode run() {
            try (var api = session.api()) {
                var answer = api.get(PATH);
                if (session.json()) {
                    session.print(answer);
                } else {
                    show(JsonView.of(answer).list("keys"));
                }
            }
            return ExitCode.DONE;
        }

        private void show(List<JsonView> keys) {
            if (keys.isEmpty()) {
                session.say("cli.keys.none");
                return;
            }
            var table = new Table(
                    "",
                    session.words("cli.column.id"),
                    session.words("cli.column.name"),
                    session.words("cli.column.state"),
                    session.words("cli.column.created"),
                    session.words("cli.column.expires"),
                    session.words("cli.column.may"),
                    session.words("cli.column.limits"));
            keys.forEach(key -> table.row(
                    key.text("id"),
                    key.text("name"),
                    session.words("cli.keys.state." + key.text("state")),
                    Words.time(key.text("created_at")),
                    key.optional("expires_at").map(Words::time).orElseGet(() -> session.words("cli.never")),
                    may(key),
                    limits(key)));
            session.print(table.lines(session.width()));
        }

        private String may(JsonView key) {
            var models = key.texts("models");
            var text = new StringBuilder(
                    models.isEmpty() ? session.words("cli.keys.all-models") : String.join(", ", models));
            if (key.texts("kinds").size() < 3) {
                text.append("; ").append(String.join(", ", key.texts("kinds")));
            }
            if (!key.texts("rights").isEmpty()) {
                text.append("; ").append(String.join(", ", key.texts("rights")));
            }
            return text.toString();
        }

        private String limits(JsonView key) {
            var limits = LimitOptions.words(session, key);
            return limits.isEmpty() ? "-" : String.join(session.words("cli.comma"), limits);
        }
    }

    /** {@code ambo keys revoke ID}. */
    @CommandLine.Command(name = "revoke")
    private static final class Revoke implements Command {

        private final Session session;

        @Parameters(paramLabel = "ID")
        private String id = "";

        Revoke(Session session) {
            this.session = session;
        }

        @Override
        public ExitCode run() {
            try (var api = session.api()) {
                var answer = api.ask("DELETE", PATH + "/" + ApiClient.encoded(id), Optional.empty());
                if (session.json()) {
                    session.print(answer);
                } else {
                    var key = JsonView.of(answer).at("key");
                    session.say("cli.keys.revoked", key.text("id"), key.text("name"));
                }
            }
            return ExitCode.DONE;
        }
    }
}

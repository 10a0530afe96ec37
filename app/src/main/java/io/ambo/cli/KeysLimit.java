package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ambo keys limit ID}: changes the limits that are named, and leaves the others as they are. */
@CommandLine.Command(name = "limit")
final class KeysLimit implements Command {

    private final Session session;

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    KeysLimit(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        if (limits.none()) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.keys-limit.nothing").hint("cli.keys-limit.nothing-hint", id);
        }
        var wish = new JsonObject();
        limits.addTo(wish);
        try (var api = session.api()) {
            var answer = api.post(KeysCommand.PATH + "/" + ApiClient.encoded(id), wish.toString());
            if (session.json()) {
                session.print(answer);
            } else {
                show(JsonView.of(answer).at("key"));
            }
        }
        return ExitCode.DONE;
    }

    private void show(JsonView key) {
        var all = LimitOptions.words(session, key);
        var limits =
                all.isEmpty() ? session.words("cli.keys.limit.none") : String.join(session.words("cli.comma"), all);
        session.say("cli.keys-limit.done", key.text("id"), key.text("name"), limits);
    }
}

package io.ambo.cli;

import picocli.CommandLine;

/**
 * {@code ambo models}: by itself, the names that a request can ask for at the running server; its commands are about the
 * open models on this machine's shelf.
 */
@CommandLine.Command(name = "models")
final class ModelsCommand implements Command {

    private final Session session;

    private ModelsCommand(Session session) {
        this.session = session;
    }

    static CommandLine all(Session session) {
        return new CommandLine(new ModelsCommand(session))
                .addSubcommand("list", new ModelsListCommand(session))
                .addSubcommand("show", new ModelsShowCommand(session))
                .addSubcommand("pull", new ModelsPullCommand(session))
                .addSubcommand("add", new ModelsAddCommand(session))
                .addSubcommand("remove", new ModelsRemoveCommand(session))
                .addSubcommand("test", new ModelsTestCommand(session));
    }

    @Override
    public ExitCode run() {
        var server = session.requiredServer();
        var answer = server.withKey().get("/v1/models");
        if (session.json()) {
            session.print(answer);
            return ExitCode.DONE;
        }
        var table = new Table(
                "",
                session.words("cli.column.model"),
                session.words("cli.column.of"),
                session.words("cli.column.state"));
        JsonView.of(answer)
                .list("data")
                .forEach(model -> table.row(
                        model.text("id"),
                        model.text("owned_by").equals("ambo")
                                ? session.words("cli.models.alias")
                                : model.text("owned_by"),
                        state(model.at("ambo"))));
        session.print(table.lines(session.width()));
        return ExitCode.DONE;
    }

    /** Where its engine stands, and who waits for it. */
    private String state(JsonView engine) {
        if (!engine.isThere()) {
            return "";
        }
        var waiting = engine.number("waiting");
        return engine.text("words")
                + (waiting == 0
                        ? ""
                        : session.words("cli.semicolon")
                                + session.words("cli.models.waiting", waiting, engine.number("estimate_seconds")));
    }
}

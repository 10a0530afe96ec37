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
        var table = new Table("", session.words("cli.column.model"), session.words("cli.column.of"));
        JsonView.of(answer)
                .list("data")
                .forEach(model -> table.row(
                        model.text("id"),
                        model.text("owned_by").equals("ambo")
                                ? session.words("cli.models.alias")
                                : model.text("owned_by")));
        session.print(table.lines(session.width()));
        return ExitCode.DONE;
    }
}

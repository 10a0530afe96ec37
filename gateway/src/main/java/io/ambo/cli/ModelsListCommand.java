package io.ambo.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** {@code ambo models list}: the open models on the shelf and those that could be pulled. */
@CommandLine.Command(name = "list")
final class ModelsListCommand implements Command {

    private final Session session;

    ModelsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var shelf = new OwnShelf(session.home());
        var rows = new ArrayList<Row>();
        shelf.served().forEach(it -> rows.add(row(shelf, it)));
        if (session.json()) {
            session.print(new JsonText()
                    .objects("models", rows.stream().map(Row::json).toList())
                    .toString());
            return ExitCode.DONE;
        }
        var table = new Table(
                "",
                session.words("cli.column.model"),
                session.words("cli.column.shelf"),
                session.words("cli.column.size"),
                session.words("cli.column.licence"),
                session.words("cli.column.languages"));
        rows.forEach(it -> table.row(
                it.name(),
                session.words("cli.shelf." + it.state()),
                it.bytes() == 0 ? "" : Words.bytes(it.bytes()),
                it.licence(),
                String.join(", ", it.languages())));
        session.print(table.lines(session.width()));
        return ExitCode.DONE;
    }

    private static Row row(OwnShelf shelf, OwnShelf.Served served) {
        var weights = served.engine().weights();
        var here = shelf.weights().find(weights.fileName()).isPresent();
        return new Row(
                served.model().model(),
                here ? "here" : served.owned() ? "gone" : "at-start",
                weights.bytes(),
                weights.licence(),
                served.model().languages().stream().sorted().toList());
    }

    /** One model; {@code bytes} is 0 where nobody knows. */
    private record Row(String name, String state, long bytes, String licence, List<String> languages) {

        JsonText json() {
            var json = new JsonText().text("id", name).text("state", state).text("licence", licence);
            return (bytes == 0 ? json : json.number("bytes", bytes)).texts("languages", languages);
        }
    }
}

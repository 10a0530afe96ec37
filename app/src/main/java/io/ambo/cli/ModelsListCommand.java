package io.ambo.cli;

import io.ambo.catalog.OpenModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;

/** {@code ambo models list}: the open models on the shelf and those that could be pulled. */
@CommandLine.Command(name = "list")
final class ModelsListCommand implements Command {

    /** Those that speak Chinese too come first. */
    private static final Comparator<OpenModel> ORDER = Comparator.comparing(
                    (OpenModel model) -> !model.languages().contains("zh"))
            .thenComparing(OpenModel::family)
            .thenComparingLong(OpenModel::parameters);

    private final Session session;

    ModelsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var shelf = new OwnShelf(session.home());
        shelf.catalog().leftOut().forEach(file -> session.say("cli.serve.left-out", file.in(session.language())));
        var rows = new ArrayList<Row>();
        shelf.served().forEach(it -> rows.add(row(shelf, it)));
        shelf.catalog().openModels().stream()
                .filter(model -> !shelf.holds(model))
                .sorted(ORDER)
                .forEach(model -> rows.add(row(model)));
        if (session.json()) {
            session.print(new JsonObject()
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
                it.size(session),
                it.licence(),
                String.join(", ", it.languages())));
        session.print(table.lines(session.width()));
        return ExitCode.DONE;
    }

    private static Row row(OwnShelf shelf, OwnShelf.Served served) {
        var weights = served.weights();
        var here = shelf.weights().find(weights.fileName()).isPresent();
        return new Row(
                served.model().model(),
                here ? "here" : served.owned() ? "gone" : "at-start",
                weights.bytes(),
                true,
                weights.licence(),
                served.model().languages().stream().sorted().toList());
    }

    private static Row row(OpenModel model) {
        var file = model.files().getFirst();
        var bytes = model.about(file).orElse(0);
        return new Row(
                model.id(),
                "to-pull",
                bytes,
                file.bytes().isPresent(),
                model.licence().id(),
                model.languages());
    }

    /** One model; {@code bytes} is 0 if unknown and, unless exact, an estimate. */
    private record Row(String name, String state, long bytes, boolean exact, String licence, List<String> languages) {

        String size(Session session) {
            if (bytes == 0) {
                return "";
            }
            return exact ? Words.bytes(bytes) : session.words("cli.models.size-about", Words.bytes(bytes));
        }

        JsonObject json() {
            var json = new JsonObject().text("id", name).text("state", state).text("licence", licence);
            return (bytes == 0 ? json : json.number(exact ? "bytes" : "bytes_about", bytes))
                    .texts("languages", languages);
        }
    }
}

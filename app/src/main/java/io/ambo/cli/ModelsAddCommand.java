package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.engine.weights.GgufHeader;
import io.ambo.engine.weights.KeptWeights;
import io.ambo.engine.weights.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo models add FILE}: takes a GGUF file onto the shelf. */
@CommandLine.Command(name = "add")
final class ModelsAddCommand implements Command {

    private final Session session;

    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME")
    private Optional<String> name = Optional.empty();

    @Option(names = "--licence", paramLabel = "LICENCE")
    private Optional<String> licence = Optional.empty();

    @Option(names = "--languages", split = ",", paramLabel = "A,B")
    private List<String> languages = List.of();

    ModelsAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        if (!Files.isRegularFile(file)) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.unreadable", file);
        }
        if (languages.stream().anyMatch(language -> !language.matches("[a-z]{2,3}"))) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.models.bad-language");
        }
        var shelf = new OwnShelf(session.home());
        var id = OwnModelFile.requireName(name.orElseGet(this::nameOfFile));
        OwnModelFile.requireFree(id, shelf.catalog());
        var talk = new FetchTalk(session);
        try {
            var header = GgufHeader.of(file);
            var expected = new KeptWeights(id + ".gguf", header.fileBytes(), "0".repeat(64));
            record(id, header, expected).requireReadable(session.home());
            var kept = shelf.weights().add(file, expected.fileName(), talk);
            record(id, header, kept).write(session.home());
            talk.done();
            ModelSheet.warnIfTooLarge(session, id, header.memoryAt(0));
            session.say("cli.models.added", id);
            ServerOfHome.tell(session);
            return ExitCode.DONE;
        } catch (WeightsException e) {
            talk.done();
            throw WeightsWords.refusal(e.failure());
        }
    }

    private OwnModelFile record(String id, GgufHeader header, KeptWeights weights) {
        return new OwnModelFile(
                id,
                header.name().orElse(id),
                weights,
                licence.or(header::licence).orElseGet(() -> session.words("cli.models.licence-unstated")),
                languages,
                Optional.empty(),
                OwnModelFile.capabilities(header),
                header.context(),
                String.valueOf(file.getFileName()));
    }

    /** The file's own name as far as it may be a model's. */
    private String nameOfFile() {
        var plain = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.gguf$", "");
        var fitting = plain.replaceAll("[^a-z0-9.-]+", "-").replaceAll("^[^a-z0-9]+", "");
        return fitting.substring(0, Math.min(fitting.length(), OwnModelFile.LONGEST_NAME));
    }
}

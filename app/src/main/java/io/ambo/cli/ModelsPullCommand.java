package io.ambo.cli;

import io.ambo.catalog.OpenModel;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.engine.weights.GgufHeader;
import io.ambo.engine.weights.KeptWeights;
import io.ambo.engine.weights.WeightsException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo models pull NAME}: fetches an open model of the catalogue onto the shelf. */
@CommandLine.Command(name = "pull")
final class ModelsPullCommand implements Command {

    private final Session session;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(names = "--accept", paramLabel = "LICENCE")
    private Optional<String> accept = Optional.empty();

    @Option(names = "--allow-mismatch")
    private boolean allowMismatch;

    ModelsPullCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var shelf = new OwnShelf(session.home());
        var colon = name.indexOf(':');
        var id = colon < 0 ? name : name.substring(0, colon);
        var model = shelf.open(id);
        var file = colon < 0 ? model.files().getFirst() : quantisation(model, name.substring(colon + 1));
        OwnModelFile.requireFree(id, shelf.catalog());
        showLicence(model);
        model.about(file).ifPresent(bytes -> ModelSheet.warnIfTooLarge(session, id, bytes));
        try {
            pull(shelf, new Pull(model, file, shelf, session));
            return ExitCode.DONE;
        } catch (WeightsException e) {
            throw WeightsWords.refusal(e.failure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private void pull(OwnShelf shelf, Pull pull) throws WeightsException, InterruptedException {
        var id = pull.model().id();
        if (pull.isWhole()) {
            session.say("cli.models.already", id);
            return;
        }
        var talk = new FetchTalk(session);
        try {
            if (pull.isUnpinned()) {
                session.say("cli.models.unpinned", id, pull.host());
            }
            var kept = pull.fetch(talk);
            take(shelf, pull, kept);
            talk.done();
            session.say("cli.models.pulled", id, Words.bytes(kept.bytes()), kept.sha256());
            ServerOfHome.tell(session);
        } finally {
            talk.done();
        }
    }

    /** What turns out to be something else is taken off the shelf again. */
    private void take(OwnShelf shelf, Pull pull, KeptWeights kept) throws WeightsException {
        var recorded = shelf.find(pull.model().id()).map(OwnShelf.Served::kept);
        try {
            var header = GgufHeader.of(shelf.weights().find(kept.fileName()).orElseThrow());
            if (!allowMismatch && !recorded.equals(Optional.of(kept))) {
                pull.requireAlike(kept, header);
            }
            replace(shelf, pull, kept, header);
        } catch (Refusal refusal) {
            if (recorded.filter(it -> it.fileName().equals(kept.fileName())).isEmpty()) {
                shelf.weights().remove(kept.fileName());
            }
            throw refusal;
        }
    }

    /** A record of the same file stays as people may have changed it; a file that no record names any more goes. */
    private void replace(OwnShelf shelf, Pull pull, KeptWeights kept, GgufHeader header) throws WeightsException {
        var before = shelf.find(pull.model().id()).map(OwnShelf.Served::kept);
        if (before.equals(Optional.of(kept))) {
            return;
        }
        pull.record(kept, header).write(session.home());
        if (before.isPresent() && !before.get().fileName().equals(kept.fileName())) {
            shelf.weights().remove(before.get().fileName());
        }
    }

    private static OpenModel.File quantisation(OpenModel model, String wanted) {
        return model.file(wanted)
                .orElseThrow(() -> Refusal.of(Reason.UNKNOWN_MODEL, "cli.models.no-quantisation", model.id(), wanted)
                        .hint(
                                "cli.models.quantisations",
                                String.join(
                                        ", ",
                                        model.files().stream()
                                                .map(OpenModel.File::quantisation)
                                                .toList())));
    }

    private void showLicence(OpenModel model) {
        var licence = model.licence();
        session.say(
                "cli.models.licence",
                model.name(),
                licence.id(),
                licence.source().source());
        var accepted = accept.filter(licence.id()::equalsIgnoreCase).isPresent();
        if (!accepted && (licence.accept() || accept.isPresent())) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.models.must-accept", model.id(), licence.id())
                    .hint("cli.models.must-accept-hint", name, licence.id());
        }
    }
}

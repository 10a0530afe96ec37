package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.engine.weights.WeightsException;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code ambo models remove NAME}: takes a model off the shelf, its file and its record. */
@CommandLine.Command(name = "remove")
final class ModelsRemoveCommand implements Command {

    private final Session session;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    ModelsRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var shelf = new OwnShelf(session.home());
        var served = shelf.require(name);
        if (!served.owned()) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.models.not-yours", name);
        }
        try {
            OwnModelFile.remove(session.home(), name);
            ServerOfHome.tell(session);
            shelf.weights().remove(served.kept().fileName());
            session.say("cli.models.removed", name);
            return ExitCode.DONE;
        } catch (WeightsException e) {
            throw WeightsWords.refusal(e.failure());
        }
    }
}

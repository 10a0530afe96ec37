package io.ambo.cli;

import io.ambo.engine.weights.WeightsException;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code ambo models test NAME}: looks whether the weights are still what was taken in. */
@CommandLine.Command(name = "test")
final class ModelsTestCommand implements Command {

    private final Session session;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    ModelsTestCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var shelf = new OwnShelf(session.home());
        var served = shelf.require(name);
        try {
            var header = shelf.weights().test(served.kept());
            var capacity = served.engine().capacity();
            var sheet = new ModelSheet(session);
            sheet.served(served);
            sheet.header(header, (long) capacity.contextPerSlot() * capacity.slots());
            sheet.print();
            session.say("cli.models.whole", name);
            return ExitCode.DONE;
        } catch (WeightsException e) {
            throw WeightsWords.refusal(e.failure());
        }
    }
}

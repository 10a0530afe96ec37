package io.ambo.cli;

import io.ambo.catalog.Speed;
import io.ambo.core.Capability;
import io.ambo.core.Refusal;
import io.ambo.engine.weights.WeightsException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/**
 * {@code ambo models test NAME}: checks whether the weights are still what was taken in, and where a server runs, measures
 * how fast the model answers.
 */
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
            if (!served.model().capabilities().contains(Capability.EMBEDDINGS)) {
                speed(served).ifPresent(sheet::speed);
            }
            sheet.print();
            session.say("cli.models.whole", name);
            return ExitCode.DONE;
        } catch (WeightsException e) {
            throw WeightsWords.refusal(e.failure());
        }
    }

    private Optional<Speed> speed(OwnShelf.Served served) {
        var server = session.server();
        if (server.isEmpty()) {
            session.say("cli.models.speed-no-server");
            return Optional.empty();
        }
        try {
            var speed = ModelSpeed.measure(server.get(), served.model());
            ModelSpeed.keep(session.home(), served.model(), speed);
            ServerOfHome.tell(session);
            return Optional.of(speed);
        } catch (Refusal refusal) {
            session.say("cli.models.speed-unknown", refusal.in(session.language()));
            return Optional.empty();
        }
    }
}

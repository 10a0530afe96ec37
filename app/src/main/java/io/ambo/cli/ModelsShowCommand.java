package io.ambo.cli;

import io.ambo.engine.weights.GgufHeader;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ambo models show NAME}: what a model is, and whether it fits this machine. */
@CommandLine.Command(name = "show")
final class ModelsShowCommand implements Command {

    private final Session session;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(names = "--context", paramLabel = "N")
    private int context;

    ModelsShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        var shelf = new OwnShelf(session.home());
        var sheet = new ModelSheet(session);
        var served = shelf.find(name);
        if (served.isPresent()) {
            sheet.served(served.get());
            shelf.header(served.get()).ifPresent(header -> sheet.header(header, tokens(served.get(), header)));
        } else {
            new OpenModelSheet(session, sheet).model(shelf.open(name));
        }
        sheet.print();
        return ExitCode.DONE;
    }

    /** As many as all slots of its engine keep together, unless asked otherwise. */
    private long tokens(OwnShelf.Served served, GgufHeader header) {
        if (context > 0) {
            return context;
        }
        var capacity = served.engine().capacity();
        var each = header.context() == 0
                ? capacity.contextPerSlot()
                : Math.min(header.context(), capacity.contextPerSlot());
        return each * capacity.slots();
    }
}

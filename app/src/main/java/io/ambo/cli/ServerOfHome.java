package io.ambo.cli;

import io.ambo.core.Refusal;
import java.util.Optional;

/** The server that runs in this home, for commands that change the home's files and let it know. */
final class ServerOfHome {

    private ServerOfHome() {}

    /** Makes a running server reload its configuration; mistakes are reported and do not stop the command. */
    static void tell(Session session) {
        var here = session.home().serveFile().read();
        if (here.isEmpty()) {
            return;
        }
        var server = new RunningServer(
                here.get().address(), Optional.of(here.get().token()), Optional.empty(), session.language());
        try {
            server.post("/api/reload", "{}");
            session.say("cli.models.served");
        } catch (Refusal refusal) {
            session.say("cli.models.not-served", refusal.in(session.language()));
        } catch (Unreachable unreachable) {
            session.say("cli.models.not-served", unreachable.words().in(session.language()));
        }
    }
}

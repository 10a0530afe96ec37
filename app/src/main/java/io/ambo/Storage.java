package io.ambo;

import io.ambo.config.Settings;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.Home;
import io.ambo.platform.Secret;

/** The database for entries and keys, as configured in the settings. */
final class Storage {

    private static final String SQLITE = "sqlite";

    private Storage() {}

    static DatabasePlace place(Home home, Settings settings) {
        var ledger = settings.ledger();
        if (ledger.storage().equals(SQLITE)) {
            return DatabasePlace.in(home);
        }
        var password =
                ledger.password().map(reference -> secret(home, reference)).orElse(new Secret(""));
        return DatabasePlace.postgresql(ledger.storage(), ledger.user().orElse("ambo"), password);
    }

    private static Secret secret(Home home, String reference) {
        var secrets = home.secretsOf(System.getenv());
        if (reference.startsWith("env:")) {
            return secrets.environment(reference.substring("env:".length()));
        }
        if (reference.startsWith("file:")) {
            return secrets.file(reference.substring("file:".length()));
        }
        throw Refusal.of(Reason.BAD_CONFIGURATION, "startup.password-reference");
    }
}

package io.ambo.api;

import io.ambo.catalog.Catalog;
import io.ambo.config.CatalogReader;
import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Refusal;
import io.ambo.ledger.Attempt;
import io.ambo.ledger.Entry;
import io.ambo.platform.Home;
import io.ambo.routing.Question;
import io.ambo.routing.Router;
import io.ambo.wire.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;

/** The account of how an entry was decided, computed again from the entry and the snapshot that it names. */
final class Account {

    private final Home home;

    Account(Home home) {
        this.home = home;
    }

    /** Writes an object with the verdict and whether it agrees with the record, or why it cannot be computed. */
    void write(JsonWriter json, Entry entry, Language language) {
        json.openObject();
        if (entry.question().isEmpty()) {
            json.member("missing", Message.of("api.verdict.no-question").in(language));
        } else {
            catalog(entry)
                    .ifPresentOrElse(
                            catalog -> compare(json, entry, catalog, language),
                            () -> json.member(
                                    "missing",
                                    Message.of("api.verdict.no-snapshot", entry.snapshot())
                                            .in(language)));
        }
        json.closeObject();
    }

    private Optional<Catalog> catalog(Entry entry) {
        try {
            var file = home.snapshots().resolve(entry.snapshot() + ".json");
            return Optional.of(
                    new CatalogReader(Set.of()).fromCanonical(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException | Refusal _) {
            return Optional.empty();
        }
    }

    /**
     * Compares with the first attempt, which went to the chosen destination; a refused request made none. If another
     * version of the router chose, the current rules may lead elsewhere, which is not a contradiction.
     */
    private static void compare(JsonWriter json, Entry entry, Catalog catalog, Language language) {
        var question = Question.fromJson(entry.question());
        var policy = catalog.policy(question.policy()).orElseGet(catalog::defaultPolicy);
        var verdict = Router.of(catalog, policy).explain(question);
        var recomputed =
                verdict.winner().map(winner -> winner.destination().id()).orElse("");
        var recorded =
                entry.attempts().stream().findFirst().map(Attempt::destination).orElse(recomputed);
        json.member("agrees", recorded.equals(recomputed));
        json.member("router", question.router());
        json.member("router_now", Question.THIS_ROUTER);
        json.member("recorded", recorded);
        json.member("recomputed", recomputed);
        json.member("policy", question.policy());
        var names = new KindNames(catalog, language);
        json.name("names").openObject();
        entry.found().keySet().stream().sorted().forEach(id -> json.member(id, names.of(id)));
        json.closeObject();
        new VerdictJson(json, language).write(verdict);
    }
}

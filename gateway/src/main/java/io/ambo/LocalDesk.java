package io.ambo;

import io.ambo.access.Keys;
import io.ambo.api.ApiHandler;
import io.ambo.api.ApiRequest;
import io.ambo.api.KeysApi;
import io.ambo.api.LedgerApi;
import io.ambo.api.MaskApi;
import io.ambo.api.SumsApi;
import io.ambo.catalog.Catalog;
import io.ambo.cli.Desk;
import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.ledger.OfflineLedger;
import io.ambo.platform.Database;
import io.ambo.platform.Home;
import io.ambo.platform.Settings;
import io.ambo.privacy.Deidentifier;
import io.ambo.privacy.Masking;
import io.ambo.privacy.Scanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same handlers as a server's {@code /api}, over a home in which none runs; what a question needs is opened for it. */
final class LocalDesk implements Desk {

    private static final int SECRET_BYTES = 32;

    private final Home home;
    private final Settings settings;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    LocalDesk(Home home) {
        this.home = home;
        this.settings = Settings.read(home.root());
    }

    @Override
    public String ask(String method, String path, Optional<String> json) {
        var uri = URI.create(path);
        var at = uri.getPath();
        var rest = at.substring(at.lastIndexOf('/') + 1);
        var request = new ApiRequest(
                method, rest, query(uri), json.orElse("").getBytes(StandardCharsets.UTF_8), Caller.keyless());
        var reply = handler(method + " " + at.replaceFirst("^(/api/[a-z]+)/.+", "$1/*"))
                .handle(request);
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private ApiHandler handler(String route) {
        return switch (route) {
            case "POST /api/mask" -> mask();
            case "GET /api/ledger" -> ledger()::list;
            case "GET /api/ledger/*" -> ledger()::one;
            case "GET /api/sums" -> sums()::sums;
            case "GET /api/keys" -> keys()::list;
            case "POST /api/keys" -> keys()::create;
            case "POST /api/keys/*" -> keys()::limit;
            case "DELETE /api/keys/*" -> keys()::revoke;
            default -> throw Refusal.of(Reason.UNKNOWN_PATH, "server.unknown-path");
        };
    }

    private ApiHandler mask() {
        var catalog = catalog();
        return new MaskApi(() -> masking(catalog), () -> catalog)::mask;
    }

    private Catalog catalog() {
        return Configuration.catalog(home, settings, List.of());
    }

    private Masking masking(Catalog catalog) {
        try {
            var deidentifier = Deidentifier.of(home.secret("pseudonyms", SECRET_BYTES));
            return Masking.of(Scanner.of(catalog.recognisers(), catalog.defaultPolicy()), deidentifier);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LedgerApi ledger() {
        return new LedgerApi(offline()::entries, home);
    }

    private SumsApi sums() {
        return new SumsApi(offline()::entries, Clock.system());
    }

    private OfflineLedger offline() {
        return kept(OfflineLedger.open(home, database(), Clock.system()));
    }

    private KeysApi keys() {
        return new KeysApi(new Keys(database(), Clock.system()), Clock.system());
    }

    private Database database() {
        return kept(new Database(Storage.place(home, settings)));
    }

    private static Map<String, String> query(URI uri) {
        var query = new HashMap<String, String>();
        if (uri.getRawQuery() != null) {
            for (var pair : uri.getRawQuery().split("&", -1)) {
                var equals = pair.indexOf('=');
                query.put(
                        equals < 0 ? pair : pair.substring(0, equals),
                        equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private <T extends AutoCloseable> T kept(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.getLogger(LocalDesk.class.getName())
                        .log(System.Logger.Level.WARNING, "a part did not close cleanly", e);
            }
        }
    }
}

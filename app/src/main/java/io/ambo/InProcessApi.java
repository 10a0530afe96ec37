package io.ambo;

import io.ambo.access.Keys;
import io.ambo.api.ApiRequest;
import io.ambo.api.KeysApi;
import io.ambo.api.LedgerApi;
import io.ambo.api.MaskApi;
import io.ambo.api.PrivacyApi;
import io.ambo.api.SumsApi;
import io.ambo.api.TrialApi;
import io.ambo.catalog.Catalog;
import io.ambo.cli.ApiClient;
import io.ambo.config.Settings;
import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.ledger.OfflineLedger;
import io.ambo.platform.Database;
import io.ambo.platform.Home;
import io.ambo.privacy.Masking;
import io.ambo.server.Routes;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The endpoints of {@code /api} without a server, for a home in which none runs; opens only what a call needs. */
final class InProcessApi implements ApiClient {

    private final Home home;
    private final Settings settings;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Routes routes;

    InProcessApi(Home home) {
        this.home = home;
        this.settings = Settings.read(home.root());
        this.routes = routes();
    }

    @Override
    public String ask(String method, String path, Optional<String> json) {
        var uri = URI.create(path);
        var endpoint = routes.find(method, uri.getPath());
        var request = new ApiRequest(
                method,
                endpoint.rest(uri.getPath()),
                query(uri),
                json.orElse("").getBytes(StandardCharsets.UTF_8),
                Caller.keyless());
        return new String(endpoint.handler().handle(request).body(), StandardCharsets.UTF_8);
    }

    private Routes routes() {
        var keys = lazily(() -> new Keys(database(), Clock.system()));
        var entries = lazily(() -> offline().entries());
        var catalog = lazily(this::catalog);
        Supplier<Map<String, String>> names = () -> keys.get().names();
        return new Routes(Stream.of(
                        new MaskApi(policy -> masking(catalog.get(), policy), catalog).endpoints(),
                        new LedgerApi(entries, home, names, (before, after) -> {}, Clock.system()).endpoints(),
                        new SumsApi(entries, names, Clock.system()).endpoints(),
                        new PrivacyApi(entries, catalog, Clock.system()).endpoints(),
                        new TrialApi(entries, new TriedPolicies(catalog, home, List.of(), settings), Clock.system())
                                .endpoints(),
                        new KeysApi(keys, Clock.system()).endpoints())
                .flatMap(List::stream)
                .toList());
    }

    /** Created on first use; commands use a single thread. */
    private static <T> Supplier<T> lazily(Supplier<T> maker) {
        var made = new ArrayList<T>();
        return () -> {
            if (made.isEmpty()) {
                made.add(maker.get());
            }
            return made.getFirst();
        };
    }

    private Catalog catalog() {
        return Configuration.catalog(home, settings, List.of());
    }

    private Masking masking(Catalog catalog, Optional<String> policy) {
        var rules = policy.flatMap(catalog::policy).orElseGet(() -> LocalMasking.usual(catalog, settings));
        return LocalMasking.of(home, catalog, rules);
    }

    private OfflineLedger offline() {
        return kept(OfflineLedger.open(home, database(), Clock.system()));
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
                System.getLogger(InProcessApi.class.getName())
                        .log(System.Logger.Level.WARNING, "a part did not close cleanly", e);
            }
        }
    }
}

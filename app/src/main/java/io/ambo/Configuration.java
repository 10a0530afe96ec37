package io.ambo;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Provider;
import io.ambo.catalog.SecretReference;
import io.ambo.config.CatalogReader;
import io.ambo.config.ReferencedSecret;
import io.ambo.config.RosterReading;
import io.ambo.config.Settings;
import io.ambo.core.DestinationKind;
import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.format.WireFormat;
import io.ambo.format.WireFormats;
import io.ambo.pipeline.Snapshot;
import io.ambo.platform.Home;
import io.ambo.platform.Secret;
import io.ambo.platform.Secrets;
import io.ambo.provider.Endpoint;
import io.ambo.provider.EndpointRegistry;
import io.ambo.provider.EndpointSupplier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The current configuration. A reload reads everything again and replaces it as a whole, or is refused and changes
 * nothing; requests in progress keep the snapshot they began with.
 */
final class Configuration {

    private static final System.Logger LOG = System.getLogger(Configuration.class.getName());

    private final Home home;
    private final Settings settings;
    private final List<Path> overlays;
    private final Function<Destination, Optional<EndpointSupplier>> engines;
    private final AtomicReference<Snapshot> current;

    /**
     * Reads it for the first time.
     *
     * @param overlays folders overlaid on the home's, each with the layout of a home
     * @param engines the endpoints of embedded models
     * @throws Refusal with every mistake in every file
     */
    Configuration(
            Home home,
            Settings settings,
            List<Path> overlays,
            Function<Destination, Optional<EndpointSupplier>> engines) {
        this.home = home;
        this.settings = settings;
        this.overlays = List.copyOf(overlays);
        this.engines = engines;
        this.current = new AtomicReference<>(read(catalog(home, settings, overlays)));
    }

    Snapshot now() {
        return current.get();
    }

    /** Makes a new snapshot current; {@code before} receives its catalogue just before that. */
    synchronized Snapshot reload(Consumer<Catalog> before) {
        var next = read(reader().read(home.root(), overlays, settings));
        before.accept(next.catalog());
        current.set(next);
        return next;
    }

    private Snapshot read(Catalog catalog) {
        keep(catalog);
        return snapshot(catalog, settings.policy());
    }

    /** A snapshot of another catalogue, with this policy as the usual one; no entry will refer to it. */
    Snapshot snapshot(Catalog catalog, String policy) {
        var fixed = endpoints(catalog);
        return Snapshot.of(
                catalog,
                endpoints(fixed),
                InstalledTaggers.ALL,
                RosterReading.read(home.root()),
                policy,
                settings.limits().nesting());
    }

    private EndpointRegistry endpoints(Map<String, EndpointSupplier> fixed) {
        return new EndpointRegistry() {
            @Override
            public Optional<EndpointSupplier> of(Provider provider, Destination destination) {
                return destination.kind() == DestinationKind.EMBEDDED
                        ? engines.apply(destination)
                        : Optional.ofNullable(fixed.get(provider.id()));
            }

            @Override
            public boolean runsEngines() {
                return settings.engine().enabled();
            }
        };
    }

    /** The catalogue of a home as a start reads it; also for commands that need no server. */
    static Catalog catalog(Home home, Settings settings, List<Path> overlays) {
        return reader().readWithoutBrokenModels(home.root(), overlays, settings);
    }

    static CatalogReader reader() {
        return new CatalogReader(WireFormats.ALL.stream().map(WireFormat::id).collect(Collectors.toSet()));
    }

    /** Stores the snapshot, because entries refer to it when they are shown later. */
    private void keep(Catalog catalog) {
        var file = home.snapshots().resolve(catalog.version() + ".json");
        if (!Files.exists(file)) {
            try {
                home.writeAtomically(file, catalog.content().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw Refusal.of(Reason.BAD_CONFIGURATION, "startup.cannot-keep", home.snapshots(), e.toString());
            }
        }
    }

    private Map<String, EndpointSupplier> endpoints(Catalog catalog) {
        var secrets = home.secretsOf(System.getenv());
        var endpoints = new HashMap<String, EndpointSupplier>();
        for (var provider : catalog.providers()) {
            provider.baseUrl().ifPresent(url -> {
                var key = provider.key().flatMap(reference -> secret(secrets, reference));
                if (provider.key().isEmpty() || key.isPresent()) {
                    endpoints.put(provider.id(), EndpointSupplier.at(Endpoint.of(url, key.map(Secret::reveal))));
                }
            });
        }
        return endpoints;
    }

    /** Empty if the secret is missing or unusable: its provider cannot be called then, and the verdict says so. */
    private static Optional<Secret> secret(Secrets secrets, SecretReference reference) {
        try {
            return ReferencedSecret.find(reference, secrets);
        } catch (Refusal unusable) {
            LOG.log(System.Logger.Level.WARNING, unusable.in(Language.EN));
            return Optional.empty();
        }
    }
}

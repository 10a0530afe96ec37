package io.ambo.cli;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Price;
import io.ambo.catalog.Provider;
import io.ambo.catalog.SecretReference;
import io.ambo.catalog.Treatment;
import io.ambo.cli.Finding.Severity;
import io.ambo.config.ReferencedSecret;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Refusal;
import io.ambo.platform.Secrets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a readable configuration says of itself: keys, reachability, age, what is not stated, what is unsafe. */
final class ConfigurationCheck {

    private static final int PATIENCE_MILLIS = 3000;
    private static final int OLD_DAYS = 90;

    private final Catalog catalog;
    private final Secrets secrets;
    private final LocalDate today;

    ConfigurationCheck(Catalog catalog, Secrets secrets, LocalDate today) {
        this.catalog = catalog;
        this.secrets = secrets;
        this.today = today;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        catalog.leftOut().forEach(file -> findings.add(new Finding(Severity.WARNING, "models-left-out", file)));
        catalog.providers().stream()
                .filter(it -> !hasKey(it))
                .map(this::keyMissing)
                .forEach(findings::add);
        findings.addAll(reachable());
        callable().forEach(provider -> unsafe(provider, findings));
        untiered(findings);
        age(findings);
        policies(findings);
        unverified(findings);
        return findings;
    }

    private List<Provider> callable() {
        return catalog.providers().stream()
                .filter(it -> it.kind() != DestinationKind.EMBEDDED && hasKey(it))
                .toList();
    }

    private boolean hasKey(Provider provider) {
        try {
            return provider.key().isEmpty()
                    || ReferencedSecret.find(provider.key().get(), secrets).isPresent();
        } catch (Refusal _) {
            return false;
        }
    }

    private Finding keyMissing(Provider provider) {
        var reference = provider.key().orElseThrow();
        try {
            ReferencedSecret.find(reference, secrets);
        } catch (Refusal unusable) {
            return new Finding(Severity.WARNING, "key-unusable", provider.id(), unusable.message());
        }
        return switch (reference) {
            case SecretReference.Environment(var variable) ->
                new Finding(Severity.NOTE, "key-unset", provider.id(), variable);
            case SecretReference.File(var path) -> new Finding(Severity.NOTE, "key-file", provider.id(), path);
        };
    }

    /** All at once, so that it takes as long as the slowest. */
    private List<Finding> reachable() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = callable().stream()
                    .flatMap(provider -> provider.baseUrl().stream()
                            .map(url -> CompletableFuture.supplyAsync(() -> reachable(provider, url), threads)))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        }
    }

    private static Finding reachable(Provider provider, URI url) {
        var port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), PATIENCE_MILLIS);
            return new Finding(Severity.GOOD, "reachable", provider.id(), url.getHost(), port);
        } catch (IOException _) {
            return new Finding(Severity.WARNING, "unreachable", provider.id(), url.getHost(), port);
        }
    }

    private static void unsafe(Provider provider, List<Finding> findings) {
        if (provider.kind() == DestinationKind.CLOSED) {
            var trains = provider.dataTerms().trainsOnInputs();
            if (trains.isEmpty()) {
                findings.add(new Finding(Severity.NOTE, "terms-unstated", provider.id()));
            } else if (trains.get()) {
                findings.add(new Finding(Severity.WARNING, "trains", provider.id()));
            }
        } else {
            provider.models().stream()
                    .map(Destination::upstreamName)
                    .filter(LocalEngine::isRemote)
                    .forEach(model -> findings.add(new Finding(Severity.WARNING, "not-private", provider.id(), model)));
        }
    }

    private void untiered(List<Finding> findings) {
        var untiered = catalog.destinations().stream()
                .filter(it -> it.tier().isEmpty())
                .map(Destination::id)
                .toList();
        if (!untiered.isEmpty()) {
            findings.add(new Finding(Severity.NOTE, "no-tier", untiered.size(), String.join(", ", untiered)));
        }
    }

    /** By the newest price of what can be called, as the figures that choosing rests on. */
    private void age(List<Finding> findings) {
        callable().stream()
                .filter(provider -> provider.kind() == DestinationKind.CLOSED)
                .forEach(provider -> newest(provider)
                        .filter(day -> ChronoUnit.DAYS.between(day, today) > OLD_DAYS)
                        .ifPresent(day -> findings.add(new Finding(
                                Severity.NOTE,
                                "prices-old",
                                provider.id(),
                                day,
                                ChronoUnit.DAYS.between(day, today)))));
    }

    private static Optional<LocalDate> newest(Provider provider) {
        return provider.models().stream()
                .flatMap(model -> model.prices().stream())
                .map(Price::source)
                .map(source -> source.read())
                .max(LocalDate::compareTo);
    }

    /** Laws and standards that a policy or one of its guards follows, and that were read only in others' words. */
    private void unverified(List<Finding> findings) {
        var following = catalog.policies().stream()
                .filter(policy -> Stream.concat(
                                policy.sources().stream(),
                                catalog.guardsOf(policy).stream().flatMap(guard -> guard.sources().stream()))
                        .anyMatch(source -> !source.verified()))
                .map(Policy::name)
                .collect(Collectors.joining(", "));
        if (!following.isEmpty()) {
            findings.add(new Finding(Severity.NOTE, "sources-unverified", following));
        }
    }

    /** The classes of identity, finance, health and secrets that a policy sends to closed destinations. */
    private void policies(List<Finding> findings) {
        for (var policy : catalog.policies()) {
            var out = Stream.of(DataClass.values())
                    .filter(it -> it.compareTo(DataClass.L3) >= 0)
                    .filter(it -> policy.treatment(DestinationKind.CLOSED, it) != Treatment.REFUSE)
                    .map(DataClass::name)
                    .collect(Collectors.joining(", "));
            if (!out.isEmpty()) {
                findings.add(new Finding(Severity.WARNING, "policy-open", policy.name(), out));
            }
        }
    }
}

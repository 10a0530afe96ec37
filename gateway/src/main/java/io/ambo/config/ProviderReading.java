package io.ambo.config;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Provider;
import io.ambo.catalog.SecretReference;
import io.ambo.catalog.Source;
import io.ambo.core.DestinationKind;
import io.ambo.platform.SecretText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a provider's file. */
final class ProviderReading {

    static final String ID = "[a-z0-9][a-z0-9.-]{0,49}";
    private static final Set<String> OWN_HEADERS = Set.of(
            "authorization",
            "proxy-authorization",
            "x-api-key",
            "api-key",
            "cookie",
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "accept-encoding",
            "te",
            "upgrade",
            "expect",
            "via");

    private ProviderReading() {}

    static Provider read(Section section, Set<String> dialects) {
        var id = section.text("id", ID, "config.id", "id");
        var kind = section.demand("kind", DestinationKind.CLOSED);
        var embedded = kind == DestinationKind.EMBEDDED;
        return new Provider(
                id,
                kind,
                dialect(section, dialects),
                embedded ? Optional.empty() : BaseUrl.read(section, kind),
                embedded ? Optional.empty() : key(section),
                section.section("data-terms").map(ProviderReading::dataTerms).orElse(Provider.DataTerms.UNSTATED),
                section.section("quirks").map(ProviderReading::quirks).orElse(Provider.Quirks.NONE),
                timeouts(section.sectionOrEmpty("timeouts")),
                embedded ? Optional.of(section.text("engine")) : Optional.empty(),
                models(section, id, kind));
    }

    private static String dialect(Section section, Set<String> dialects) {
        var dialect = section.text("dialect");
        if (!dialect.isEmpty() && !dialects.isEmpty()) {
            section.oneOf("dialect", dialect, dialects.stream().sorted().toList());
        }
        return dialect;
    }

    private static Optional<SecretReference> key(Section section) {
        var written = section.optionalText("key");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var reference = SecretText.reference(written.get());
        if (reference.isEmpty()) {
            section.mistake("key", "config.secret-literal");
            return Optional.empty();
        }
        var place = reference.get();
        return Optional.of(
                place.startsWith("env:")
                        ? new SecretReference.Environment(place.substring("env:".length()))
                        : new SecretReference.File(place.substring("file:".length())));
    }

    private static Provider.DataTerms dataTerms(Section section) {
        var source = section.has("source") ? Optional.of(SourceReading.source(section)) : Optional.<Source>empty();
        if (source.isEmpty() && section.keys().stream().anyMatch(key -> !key.equals("read"))) {
            section.missing("source");
        }
        return new Provider.DataTerms(
                section.optionalFlag("trains-on-inputs"),
                section.optionalWhole("retention-days", 0, 100_000),
                section.optionalText("domicile"),
                source);
    }

    private static Provider.Quirks quirks(Section section) {
        var headers = section.textMap("headers");
        for (var name : headers.keySet()) {
            if (!name.matches("[A-Za-z0-9-]{1,60}") || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                section.mistake("headers", "config.header", name);
            }
        }
        if (headers.values().stream().anyMatch(value -> !value.matches("[\\x20-\\x7e]{0,200}"))) {
            section.mistake("headers", "config.header-value");
        }
        return new Provider.Quirks(
                section.flag("include-usage", true),
                section.flag("named-tool", true),
                section.flag("structured-output", false),
                Optional.of(Set.copyOf(section.texts("allow"))).filter(members -> !members.isEmpty()),
                Set.copyOf(section.texts("drop")),
                section.textMap("rename"),
                headers);
    }

    private static Provider.Timeouts timeouts(Section section) {
        var usual = Provider.Timeouts.DEFAULT;
        return new Provider.Timeouts(
                section.positiveDuration("connect", usual.connect()),
                section.positiveDuration("first-byte", usual.firstByte()),
                section.positiveDuration("between-bytes", usual.betweenBytes()),
                section.positiveDuration("total", usual.total()));
    }

    private static List<Destination> models(Section section, String provider, DestinationKind kind) {
        var sections = section.sections("models");
        if (sections.isEmpty()) {
            section.missing("models");
        }
        var names = new HashSet<String>();
        var models = new ArrayList<Destination>();
        for (var it : sections) {
            var model = ModelReading.read(it, provider, kind);
            if (!names.add(model.model())) {
                it.mistake("id", "config.duplicate-model", model.model());
            }
            models.add(model);
        }
        return models;
    }
}

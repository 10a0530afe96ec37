package io.ambo.config;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Price;
import io.ambo.catalog.Source;
import io.ambo.catalog.Tier;
import io.ambo.catalog.Tuning;
import io.ambo.core.Capability;
import io.ambo.core.DestinationKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one model of a provider's file. */
final class ModelReading {

    /** The first day of a price that states none. */
    private static final LocalDate ALWAYS = LocalDate.EPOCH;

    static final String MODEL_ID = "[A-Za-z0-9][A-Za-z0-9._:@+-]{0,99}";
    private static final int MOST_TOKENS = 100_000_000;
    private static final long SCALE = 1_000_000;

    private ModelReading() {}

    static Destination read(Section section, String provider, DestinationKind kind) {
        var id = section.text("id", MODEL_ID, "config.model-id", "model");
        var context = section.whole("context", 1, MOST_TOKENS);
        var capabilities = capabilities(section);
        return new Destination(
                provider,
                id,
                section.text("name", id),
                kind,
                context,
                section.whole("max-output", context, 1, MOST_TOKENS),
                capabilities,
                languages(section),
                tier(section),
                prices(section, capabilities.contains(Capability.EMBEDDINGS)),
                Optional.empty(),
                section.section("tuning").map(EngineReading::tuning).orElse(Tuning.NONE));
    }

    private static Set<Capability> capabilities(Section section) {
        var capabilities = Set.copyOf(section.choices("capabilities", Capability.class));
        if (capabilities.contains(Capability.EMBEDDINGS) && capabilities.size() > 1) {
            section.mistake("capabilities", "config.embeddings-alone");
        }
        return capabilities;
    }

    private static Set<String> languages(Section section) {
        var languages = Set.copyOf(section.texts("languages"));
        if (languages.stream().anyMatch(language -> !language.matches("[a-z]{2,3}"))) {
            section.mistake("languages", "config.languages");
        }
        return languages;
    }

    private static Optional<Tier> tier(Section section) {
        return section.section("tier").map(it -> new Tier(it.whole("value", 0, 5), SourceReading.source(it)));
    }

    private static List<Price> prices(Section section, boolean embeds) {
        if (section.has("price") && section.has("prices")) {
            section.mistake("price", "config.price-twice");
        }
        var prices = Stream.concat(section.section("price").stream(), section.sections("prices").stream())
                .map(it -> price(it, embeds))
                .sorted(Comparator.comparing(Price::since))
                .toList();
        var days = new HashSet<LocalDate>();
        if (!prices.stream().allMatch(price -> days.add(price.since()))) {
            section.mistake("prices", "config.price-same-day");
        }
        return prices;
    }

    private static Price price(Section section, boolean embeds) {
        var input = nanos(section, "input");
        var output = embeds ? nanos(section, "output", 0) : nanos(section, "output");
        var since = section.date("since", ALWAYS);
        return new Price(
                SourceReading.currency(section),
                per(section),
                input,
                nanos(section, "cached-input", input),
                nanos(section, "cache-write", input),
                output,
                nanos(section, "reasoning", output),
                since,
                new Source(section.text("source", section.place().file()), section.date("read", since)));
    }

    private static long per(Section section) {
        var per = section.large("per", 1, SCALE);
        if (SCALE % per != 0) {
            section.mistake("per", "config.per");
            return 1;
        }
        return per;
    }

    private static long nanos(Section section, String key) {
        return SourceReading.nanos(section, key, section.decimal(key));
    }

    private static long nanos(Section section, String key, long fallback) {
        return section.optionalDecimal(key)
                .map((BigDecimal units) -> SourceReading.nanos(section, key, units))
                .orElse(fallback);
    }
}

package io.ambo.config;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.EngineFile;
import io.ambo.catalog.Kind;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Provider;
import io.ambo.catalog.Rates;
import io.ambo.catalog.Source;
import io.ambo.catalog.Speed;
import io.ambo.core.Capability;
import io.ambo.core.DestinationKind;
import io.ambo.core.Nearest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds a catalogue from documents and checks what spans several documents. */
final class Assembly {

    private static final Rates NO_RATES = new Rates("USD", Map.of(), new Source("", LocalDate.EPOCH));

    private final Layers layers;
    private final ConfigErrors mistakes;
    private final Set<String> dialects;

    Assembly(Layers layers, ConfigErrors mistakes, Set<String> dialects) {
        this.layers = layers;
        this.mistakes = mistakes;
        this.dialects = dialects;
    }

    /** The catalogue; must not be used if there are mistakes afterwards. */
    Catalog catalog() {
        var engines = read(Shelf.ENGINES, EngineReading::read);
        var recognisers = read(Shelf.RECOGNISERS, RecogniserReading::read);
        var guards = read(Shelf.GUARDS, GuardReading::read);
        var policies = read(Shelf.POLICIES, PolicyReading::read);
        var speeds = read(Shelf.SPEEDS, SpeedReading::read).stream()
                .collect(Collectors.toMap(SpeedReading.Measured::model, SpeedReading.Measured::speed));
        var providers = read(Shelf.PROVIDERS, section -> ProviderReading.read(section, dialects)).stream()
                .map(provider -> within(provider, engines))
                .map(provider -> measured(provider, speeds))
                .toList();
        var rates = read(Shelf.RATES, Assembly::rates).stream().findFirst().orElse(NO_RATES);
        var content = Canonical.write(layers);
        var destinations = providers.stream()
                .flatMap(provider -> provider.models().stream())
                .toList();
        var catalog = new Catalog(
                Canonical.version(content),
                providers,
                destinations,
                recognisers,
                policies,
                guards,
                engines,
                read(Shelf.WEIGHTS, OpenModelReading::read),
                read(Shelf.HUBS, OpenModelReading::hub),
                rates,
                List.copyOf(layers.leftOut().values()),
                content);
        var vendors = vendors(providers);
        providers.forEach(provider -> checkPrivate(provider, vendors));
        policies.forEach(policy -> checkPolicy(policy, catalog));
        return catalog;
    }

    private <T> List<T> read(Shelf shelf, Function<Section, T> reading) {
        return layers.documents(shelf).values().stream()
                .map(document -> {
                    var section = Section.of(document, mistakes);
                    var read = reading.apply(section);
                    section.close();
                    return read;
                })
                .toList();
    }

    private static Rates rates(Section section) {
        var perBase = new HashMap<String, BigDecimal>();
        var rates = section.requiredSection("per-base");
        for (var currency : rates.keys()) {
            var rate = rates.decimal(currency);
            if (rate.signum() <= 0) {
                rates.mistake(currency, "config.amount");
            } else {
                perBase.put(currency, rate);
            }
        }
        var base = section.text("base", "[A-Z]{3}", "config.currency", "USD");
        return new Rates(base, perBase, SourceReading.source(section));
    }

    /** A measured speed of a model that no longer exists is ignored. */
    private static Provider measured(Provider provider, Map<String, Speed> speeds) {
        return provider.with(provider.models().stream()
                .map(model -> Optional.ofNullable(speeds.get(model.id()))
                        .map(model::with)
                        .orElse(model))
                .toList());
    }

    /** An embedded model's context is limited to one slot of its engine, regardless of the model's own limit. */
    private Provider within(Provider provider, List<EngineFile> engines) {
        if (provider.engine().isEmpty()) {
            return provider;
        }
        var usual = provider.engine().get();
        return provider.with(provider.models().stream()
                .map(model -> within(model, usual, engines))
                .toList());
    }

    private Destination within(Destination model, String usual, List<EngineFile> engines) {
        var id = model.tuning().engine().orElse(usual);
        var engine = engines.stream().filter(it -> it.id().equals(id)).findFirst();
        if (engine.isEmpty()) {
            unknown(Shelf.PROVIDERS, model.provider(), "engine", id, names(Shelf.ENGINES));
            return model;
        }
        if (engine.get().elsewhere(model.upstreamName())) {
            var document = Section.of(document(Shelf.PROVIDERS, model.provider()), mistakes);
            document.mistake("models", "config.model-elsewhere", model.upstreamName(), id);
        }
        if (model.capabilities().contains(Capability.EMBEDDINGS)
                && !engine.get().embeds()) {
            var document = Section.of(document(Shelf.PROVIDERS, model.provider()), mistakes);
            document.mistake("models", "config.engine-embeds-not", model.model(), id);
        }
        if (!engine.get().bears(model.tuning())) {
            var document = Section.of(document(Shelf.PROVIDERS, model.provider()), mistakes);
            document.mistake("models", "config.tuning-unheard", model.model(), id);
        }
        return model.within(model.tuning().over(engine.get()).capacity().contextPerSlot());
    }

    private static List<URI> vendors(List<Provider> providers) {
        return providers.stream()
                .filter(provider -> provider.kind() == DestinationKind.CLOSED)
                .flatMap(provider -> provider.baseUrl().stream())
                .filter(url -> !BaseUrl.loopback(BaseUrl.host(url)))
                .toList();
    }

    /** A private server must not be at a vendor's host; it would be a closed destination under another name. */
    private void checkPrivate(Provider provider, List<URI> vendors) {
        var url = provider.baseUrl();
        if (provider.kind() != DestinationKind.PRIVATE || url.isEmpty() || BaseUrl.loopback(BaseUrl.host(url.get()))) {
            return;
        }
        var document = Section.of(document(Shelf.PROVIDERS, provider.id()), mistakes);
        for (var closed : vendors) {
            if (BaseUrl.below(url.get(), closed)) {
                document.mistake("base-url", "config.private-at-vendor", BaseUrl.host(closed));
            }
        }
    }

    private void checkPolicy(Policy policy, Catalog catalog) {
        var kinds = new TreeSet<>(names(Shelf.RECOGNISERS));
        kinds.addAll(Kind.ids());
        policy.marked().forEach(marked -> kinds.add(marked.id()));
        for (var aggregation : policy.aggregations()) {
            for (var kind : aggregation.together()) {
                if (!kinds.contains(kind)) {
                    unknown(Shelf.POLICIES, policy.name(), "aggregations", kind, kinds);
                }
            }
        }
        for (var guard : policy.guards()) {
            if (!names(Shelf.GUARDS).contains(guard)) {
                unknown(Shelf.POLICIES, policy.name(), "guards", guard, names(Shelf.GUARDS));
            }
        }
        var models = catalog.destinations().stream()
                .flatMap(it -> Stream.of(it.id(), it.provider() + "/*"))
                .collect(Collectors.toCollection(TreeSet::new));
        if (layers.isPartial()) {
            return;
        }
        for (var alias : policy.aliases()) {
            for (var model : alias.models()) {
                if (!models.contains(model)) {
                    unknown(Shelf.POLICIES, policy.name(), "aliases", model, models);
                }
            }
        }
    }

    private void unknown(Shelf shelf, String document, String key, String name, Collection<String> known) {
        var section = Section.of(document(shelf, document), mistakes);
        var nearest = Nearest.of(name, known);
        if (nearest.isPresent()) {
            section.mistake(key, "config.unknown-name-nearest", name, nearest.get());
        } else {
            section.mistake(key, "config.unknown-name", name, String.join(", ", known));
        }
    }

    private Set<String> names(Shelf shelf) {
        return layers.documents(shelf).keySet();
    }

    private Node.Fields document(Shelf shelf, String name) {
        var document = layers.documents(shelf).get(name);
        return document == null ? layers.documents(shelf).firstEntry().getValue() : document;
    }
}

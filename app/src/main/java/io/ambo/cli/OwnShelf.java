package io.ambo.cli;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.EngineFile;
import io.ambo.catalog.OpenModel;
import io.ambo.catalog.Provider;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.core.Nearest;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.weights.GgufHeader;
import io.ambo.engine.weights.KeptWeights;
import io.ambo.engine.weights.WeightsException;
import io.ambo.engine.weights.WeightsShelf;
import io.ambo.platform.Home;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The open models of a home: what the catalogue says of them, and their files on the shelf. */
final class OwnShelf {

    private final Catalog catalog;
    private final WeightsShelf weights;

    OwnShelf(Home home) {
        catalog =
                new CatalogReader(Set.of()).readWithoutBrokenModels(home.root(), List.of(), Settings.read(home.root()));
        weights = new WeightsShelf(EngineEnvironment.of(home.root()));
    }

    /**
     * A model that an engine of this machine serves, or would serve.
     *
     * @param owned whether {@code ambo models} put it on the shelf, so that it may take it away
     */
    record Served(Destination model, EngineFile engine, EngineFile.Weights weights, boolean owned) {

        KeptWeights kept() {
            return new KeptWeights(weights.fileName(), weights.bytes(), weights.sha256());
        }
    }

    Catalog catalog() {
        return catalog;
    }

    WeightsShelf weights() {
        return weights;
    }

    /** Those whose weights are files of ours; what an engine knows by name only is not on the shelf. */
    List<Served> served() {
        return catalog.providers().stream()
                .flatMap(provider -> provider.engine().flatMap(catalog::engine).stream()
                        .flatMap(engine -> engine.weights().stream().flatMap(file -> served(provider, engine, file))))
                .toList();
    }

    private static Stream<Served> served(Provider provider, EngineFile engine, EngineFile.Weights file) {
        var owned = file.packed().isEmpty() || !provider.id().equals("embedded");
        return provider.models().stream().map(model -> new Served(model, engine, file, owned));
    }

    Optional<Served> find(String name) {
        return served().stream().filter(it -> it.model().model().equals(name)).findFirst();
    }

    Served require(String name) {
        return find(name)
                .orElseThrow(() -> unknown(
                        name, served().stream().map(it -> it.model().model()).toList()));
    }

    /** A model of the catalogue that can be pulled. */
    OpenModel open(String name) {
        return catalog.openModels().stream()
                .filter(it -> it.id().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        name,
                        Stream.concat(
                                        served().stream().map(it -> it.model().model()),
                                        catalog.openModels().stream().map(OpenModel::id))
                                .toList()));
    }

    /** Whether it is on the shelf, or was meant to be. */
    boolean holds(OpenModel model) {
        return find(model.id()).isPresent();
    }

    private static Refusal unknown(String name, List<String> known) {
        var refusal = Refusal.of(Reason.UNKNOWN_MODEL, "cli.models.unknown", name);
        var near = Nearest.of(name, known);
        return near.isPresent()
                ? refusal.hint("cli.models.unknown-nearest", near.get())
                : refusal.hint("cli.models.unknown-hint");
    }

    /** What the file's head says; nothing when the file is not here or cannot be read. */
    Optional<GgufHeader> header(Served served) {
        try {
            var file = weights.find(served.kept().fileName());
            return file.isPresent() ? Optional.of(GgufHeader.of(file.get())) : Optional.empty();
        } catch (WeightsException e) {
            return Optional.empty();
        }
    }
}

package io.ambo.config;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Policy;
import io.ambo.core.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads catalogues: the built-in documents, overlaid with those of a home folder in {@code providers}, {@code models},
 * {@code policies}, {@code guards}, {@code recognisers}, {@code engines}, {@code weights}, {@code speeds} ({@code *.yaml}). It returns
 * a complete catalogue or none.
 *
 * <p>A user's document replaces the built-in one of the same id. A policy with {@code extends: NAME} changes only the
 * keys it sets. A file in {@code models} adds models to a provider, or changes them, by id.
 */
public final class CatalogReader {

    private static final String RATES_FILE = BuiltIn.ROOT + "rates.yaml";

    private static final String MODELS = "models";

    private final Set<String> dialects;

    /**
     * A reader that accepts these wire formats.
     *
     * @param dialects the dialects that a provider may name; empty accepts any
     */
    public CatalogReader(Set<String> dialects) {
        this.dialects = Set.copyOf(dialects);
    }

    /** The built-in catalogue alone. */
    public Catalog builtIn() {
        return strict(this::addBuiltIn);
    }

    /**
     * The built-in catalogue overlaid with a home folder's files.
     *
     * @throws io.ambo.core.Refusal with every mistake in every file
     */
    public Catalog read(Path home, Settings settings) {
        return read(home, List.of(), settings);
    }

    /** Like {@link #read(Path, Settings)}, with further folders overlaid in order, each structured like a home. */
    public Catalog read(Path home, List<Path> overlays, Settings settings) {
        return strict(layers -> add(layers, home, overlays, settings));
    }

    /**
     * Reads the catalogue at startup: a faulty file in {@code models} is skipped and listed in {@link Catalog#leftOut},
     * since without it there are merely fewer models. A mistake in any other file is refused, because data could
     * otherwise be sent where it must not go.
     *
     * @throws io.ambo.core.Refusal with every mistake in every other file
     */
    public Catalog readWithoutBrokenModels(Path home, List<Path> overlays, Settings settings) {
        var leftOut = new TreeMap<String, Message>();
        var first = new ConfigErrors();
        var mistakes = first;
        while (true) {
            var layers = new Layers(mistakes, leftOut);
            add(layers, home, overlays, settings);
            var catalog = new Assembly(layers, mistakes, dialects).catalog();
            if (mistakes.none()) {
                return catalog;
            }
            var broken = mistakes.byFileIn(MODELS);
            if (broken.isEmpty()) {
                first.refuseIfAny();
            }
            leftOut.putAll(broken);
            mistakes = new ConfigErrors();
        }
    }

    /**
     * Checks a file of models before it is written to the home.
     *
     * @param name its name in the folder {@code models}
     * @throws io.ambo.core.Refusal with every mistake that it would cause
     */
    public void requireSoundModels(Path home, Settings settings, String name, byte[] content) {
        var file = MODELS + "/" + name;
        var mistakes = new ConfigErrors();
        var layers = new Layers(mistakes, new TreeMap<>(Map.of(file, Message.of("config.unreadable"))));
        add(layers, home, List.of(), settings);
        Documents.yaml(content, file, mistakes).ifPresent(layers::addModels);
        new Assembly(layers, mistakes, dialects).catalog();
        mistakes.only(file).refuseIfAny();
    }

    /**
     * The catalogue of a home as it would be with another policy, or another version of one; nothing is written.
     *
     * @param file what the policy's mistakes name as its place
     * @throws io.ambo.core.Refusal with every mistake that it has or would cause
     */
    public TriedPolicy tryPolicy(Path home, List<Path> overlays, Settings settings, String file, byte[] policy) {
        var name = new ArrayList<String>();
        var catalog = strict(layers -> {
            add(layers, home, overlays, settings);
            layers.beginLayer();
            Documents.yaml(policy, file, layers.mistakes()).ifPresent(document -> {
                layers.addPolicies(List.of(document));
                Layers.text(document, Shelf.POLICIES.key()).ifPresent(name::add);
            });
        });
        return new TriedPolicy(catalog, catalog.policy(name.getFirst()).orElseThrow());
    }

    /** A policy that is tried, and the catalogue with it. */
    public record TriedPolicy(Catalog catalog, Policy policy) {}

    private void add(Layers layers, Path home, List<Path> overlays, Settings settings) {
        addBuiltIn(layers);
        layers.beginLayer();
        addHome(layers, home);
        for (var overlay : overlays) {
            layers.beginLayer();
            addHome(layers, overlay);
        }
        layers.addCapacity(settings.engine());
    }

    /** The catalogue with this {@link Catalog#content}; it has the same version. */
    public Catalog fromCanonical(String content) {
        return strict(layers -> {
            layers.maybePartial();
            Canonical.read(content, layers);
        });
    }

    private Catalog strict(Consumer<Layers> fill) {
        var mistakes = new ConfigErrors();
        var layers = new Layers(mistakes, new TreeMap<>());
        fill.accept(layers);
        var catalog = new Assembly(layers, mistakes, dialects).catalog();
        mistakes.refuseIfAny();
        return catalog;
    }

    private void addBuiltIn(Layers layers) {
        var policies = new ArrayList<Node.Fields>();
        BuiltIn.documents()
                .forEach((name, bytes) -> Documents.yaml(bytes, name, layers.mistakes())
                        .ifPresent(document -> {
                            if (shelf(name) == Shelf.POLICIES) {
                                policies.add(document);
                            } else {
                                layers.add(shelf(name), document);
                            }
                        }));
        layers.addPolicies(policies);
    }

    private static Shelf shelf(String name) {
        if (name.equals(RATES_FILE)) {
            return Shelf.RATES;
        }
        for (var shelf : Shelf.values()) {
            if (name.startsWith(BuiltIn.ROOT + shelf.folder() + "/")) {
                return shelf;
            }
        }
        throw new IllegalStateException("no shelf for " + name);
    }

    private static void addHome(Layers layers, Path home) {
        each(home, "engines", layers, document -> layers.add(Shelf.ENGINES, document));
        each(home, "guards", layers, document -> layers.add(Shelf.GUARDS, document));
        each(home, "recognisers", layers, document -> layers.add(Shelf.RECOGNISERS, document));
        var policies = new ArrayList<Node.Fields>();
        each(home, "policies", layers, policies::add);
        layers.addPolicies(policies);
        each(home, "providers", layers, layers::addUsersProvider);
        each(home, MODELS, layers, layers::addModels);
        each(home, "weights", layers, document -> layers.add(Shelf.WEIGHTS, document));
        each(home, "speeds", layers, document -> layers.add(Shelf.SPEEDS, document));
    }

    private static void each(Path home, String folder, Layers layers, Consumer<Node.Fields> add) {
        for (var file : files(home.resolve(folder), layers.mistakes())) {
            var name = folder + "/" + file.getFileName();
            if (layers.leftOut().containsKey(name)) {
                continue;
            }
            if (Files.isRegularFile(file)) {
                Documents.yaml(file, name, layers.mistakes()).ifPresent(add);
            } else {
                layers.mistakes().add(new SourceLocation(name, 1), "", Message.of("config.unreadable"));
            }
        }
    }

    /** Skips folders, and the dangling hidden links that editors create next to an edited file. */
    private static boolean isMeant(Path file) {
        var hidden = String.valueOf(file.getFileName()).startsWith(".");
        return file.toString().endsWith(".yaml") && !Files.isDirectory(file) && (Files.isRegularFile(file) || !hidden);
    }

    private static List<Path> files(Path folder, ConfigErrors mistakes) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(CatalogReader::isMeant).sorted().toList();
        } catch (IOException e) {
            mistakes.add(
                    new SourceLocation(String.valueOf(folder.getFileName()), 1), "", Message.of("config.unreadable"));
            return List.of();
        }
    }
}

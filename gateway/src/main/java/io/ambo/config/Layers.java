package io.ambo.config;

import io.ambo.core.Message;
import io.ambo.core.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Documents by type and name, with layer overlaid on layer: a document replaces the one of the same name below it; a
 * policy that extends another, and models of a provider, are merged key by key.
 */
final class Layers {

    private final ConfigErrors mistakes;
    private final SortedMap<String, Message> leftOut;
    private boolean partial;
    private final Map<Shelf, SortedMap<String, Node.Fields>> documents = new EnumMap<>(Shelf.class);
    private final Map<String, SourceLocation> layer = new HashMap<>();

    Layers(ConfigErrors mistakes, SortedMap<String, Message> leftOut) {
        this.mistakes = mistakes;
        this.leftOut = leftOut;
        this.partial = !leftOut.isEmpty();
        for (var shelf : Shelf.values()) {
            documents.put(shelf, new TreeMap<>());
        }
    }

    ConfigErrors mistakes() {
        return mistakes;
    }

    /** Files that are skipped because of their mistakes, and those mistakes. */
    SortedMap<String, Message> leftOut() {
        return leftOut;
    }

    /** Returns whether models named by other documents may be missing. */
    boolean isPartial() {
        return partial;
    }

    /** Marks that these documents may have been read without some of their files. */
    void maybePartial() {
        partial = true;
    }

    SortedMap<String, Node.Fields> documents(Shelf shelf) {
        return Objects.requireNonNull(documents.get(shelf));
    }

    /** Starts the next layer: following documents are overlaid on those present. */
    void beginLayer() {
        layer.clear();
    }

    void add(Shelf shelf, Node.Fields document) {
        var name = text(document, shelf.key());
        if (name.isEmpty()) {
            var there = document.fields().containsKey(shelf.key());
            mistakes.add(
                    keyPlace(document, shelf.key()),
                    shelf.key(),
                    there ? Message.of("config.wants-one") : Message.of("config.missing", shelf.key()));
            return;
        }
        var earlier = layer.putIfAbsent(shelf + " " + name.get(), document.place());
        if (earlier != null) {
            mistakes.add(keyPlace(document, shelf.key()), shelf.key(), Message.of("config.same-id", earlier.file()));
            return;
        }
        if (shelf == Shelf.POLICIES) {
            extended(document).ifPresent(whole -> documents(shelf).put(name.get(), whole));
        } else {
            documents(shelf).put(name.get(), document);
        }
    }

    /** Only built-in files describe engines, so only the built-in layer may have embedded providers. */
    void addUsersProvider(Node.Fields document) {
        if (text(document, "kind").filter("embedded"::equals).isPresent()) {
            mistakes.add(keyPlace(document, "kind"), "kind", Message.of("config.kind-embedded"));
        }
        add(Shelf.PROVIDERS, document);
    }

    /** Adds the policies of a layer, each after the one of the same layer that it extends. */
    void addPolicies(List<Node.Fields> policies) {
        var left = new ArrayList<>(policies);
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(it -> !extendsOneOf(it, left))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            add(Shelf.POLICIES, next);
        }
    }

    private static boolean extendsOneOf(Node.Fields policy, List<Node.Fields> others) {
        var parent = text(policy, "extends");
        return parent.isPresent()
                && others.stream()
                        .anyMatch(it -> !it.equals(policy)
                                && text(it, Shelf.POLICIES.key()).equals(parent));
    }

    /** Adds models from a separate file to a provider, or changes them. */
    void addModels(Node.Fields document) {
        if (document.fields().containsKey("weights")) {
            new OwnModel(document, this).add();
            return;
        }
        var providers = documents(Shelf.PROVIDERS);
        var name = text(document, "provider");
        if (name.isEmpty()) {
            mistakes.add(document.place(), "provider", Message.of("config.missing", "provider"));
            return;
        }
        var provider = providers.get(name.get());
        if (provider == null) {
            unknown(document, "provider", name.get(), providers.keySet());
            return;
        }
        var section = Section.of(document, mistakes);
        section.skip("provider");
        section.skip("models");
        section.close();
        var models = document.fields().get("models");
        if (models != null) {
            var over = new Node.Fields(Map.of("models", models), provider.place());
            providers.put(name.get(), (Node.Fields) Node.overlay(provider, over));
        }
    }

    /** Applies this machine's settings for the capacity of an engine. */
    void addCapacity(Settings.Engine engine) {
        capacity("slots", engine.slots());
        capacity("context-per-slot", engine.context());
        capacity("threads", engine.threads());
    }

    private void capacity(String key, Optional<Integer> value) {
        value.ifPresent(number -> documents(Shelf.ENGINES)
                .replaceAll(
                        (id, document) -> document.with(key, new Node.Text(String.valueOf(number), document.place()))));
    }

    /** A policy merged with the one it extends; empty if that does not exist. */
    private Optional<Node.Fields> extended(Node.Fields document) {
        var spread = Treatments.withoutRanges(document);
        var parent = text(document, "extends");
        if (parent.isEmpty()) {
            return Optional.of(spread);
        }
        var below = documents(Shelf.POLICIES).get(parent.get());
        if (below == null) {
            unknown(document, "extends", parent.get(), documents(Shelf.POLICIES).keySet());
            return Optional.empty();
        }
        return Optional.of((Node.Fields) Node.overlay(below, spread));
    }

    void unknown(Node.Fields document, String key, String name, Collection<String> known) {
        var message = Nearest.of(name, known)
                .map(near -> Message.of("config.unknown-name-nearest", name, near))
                .orElseGet(() -> Message.of("config.unknown-name", name, String.join(", ", known)));
        mistakes.add(keyPlace(document, key), key, message);
    }

    static SourceLocation keyPlace(Node.Fields document, String key) {
        var field = document.fields().get(key);
        return field == null ? document.place() : field.place();
    }

    static Optional<String> text(Node.Fields document, String key) {
        var field = document.fields().get(key);
        return field != null && field.value() instanceof Node.Text text ? Optional.of(text.text()) : Optional.empty();
    }
}

package io.ambo.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a document: a text, a list or an object, with its place in the file. */
public sealed interface Node {

    SourceLocation place();

    /** The value of a member; nothing where it is missing, or this is no object. */
    default Node at(String name) {
        var field = this instanceof Fields object ? object.fields().get(name) : null;
        return field == null ? new Nothing(place()) : field.value();
    }

    /** A scalar as written, without quotes; the reader determines its meaning. */
    record Text(String text, SourceLocation place) implements Node {}

    /** A key without a value. */
    record Nothing(SourceLocation place) implements Node {}

    record Items(List<Node> nodes, SourceLocation place) implements Node {
        public Items {
            nodes = List.copyOf(nodes);
        }
    }

    /** An object; keys in file order. */
    record Fields(Map<String, Field> fields, SourceLocation place) implements Node {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** A copy without a field. */
        public Fields without(String key) {
            var changed = new LinkedHashMap<>(fields);
            changed.remove(key);
            return new Fields(changed, place);
        }

        /** A copy with one field replaced or added. */
        public Fields with(String key, Node value) {
            var changed = new LinkedHashMap<>(fields);
            changed.put(key, new Field(value.place(), value));
            return new Fields(changed, place);
        }
    }

    /** A value and the place of its key. */
    record Field(SourceLocation place, Node value) {}

    /**
     * Merges {@code over} onto {@code under}: objects key by key; lists of named entries (each with one of the keys
     * {@code id}, {@code name}, {@code member}) entry by entry; everything else is replaced.
     */
    static Node overlay(Node under, Node over) {
        if (under instanceof Fields below && over instanceof Fields above) {
            var merged = new LinkedHashMap<>(below.fields());
            above.fields()
                    .forEach((key, field) -> merged.merge(
                            key, field, (old, it) -> new Field(it.place(), overlay(old.value(), it.value()))));
            return new Fields(merged, above.place());
        }
        if (under instanceof Items below && over instanceof Items above && named(below) && named(above)) {
            return overlayNamed(below, above);
        }
        return over;
    }

    private static boolean named(Items items) {
        return items.nodes().stream().noneMatch(node -> name(node).isEmpty());
    }

    /** The name of a list entry, or an empty text. */
    static String name(Node node) {
        if (node instanceof Fields fields) {
            for (var key : List.of("id", "name", "member")) {
                var field = fields.fields().get(key);
                if (field != null && field.value() instanceof Text text) {
                    return text.text();
                }
            }
        }
        return "";
    }

    private static Items overlayNamed(Items below, Items above) {
        var merged = new LinkedHashMap<String, Node>();
        below.nodes().forEach(node -> merged.put(name(node), node));
        var twice = new ArrayList<Node>();
        var seen = new HashSet<String>();
        for (var node : above.nodes()) {
            if (seen.add(name(node))) {
                merged.merge(name(node), node, Node::overlay);
            } else {
                twice.add(node);
            }
        }
        var all = new ArrayList<>(merged.values());
        all.addAll(twice);
        return new Items(all, above.place());
    }
}

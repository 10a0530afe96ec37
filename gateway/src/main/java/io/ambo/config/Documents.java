package io.ambo.config;

import io.ambo.core.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Parses YAML 1.2 (and JSON) into {@link Node}s. One document per file; anchors, aliases, tags, duplicate keys and deep
 * nesting are mistakes. Messages never quote the file.
 */
public final class Documents {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_DEPTH = 24;
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final JsonFactory JSON = new JsonFactory();

    private final ConfigErrors mistakes;
    private final String file;
    private final JsonParser parser;

    private Documents(ConfigErrors mistakes, String file, JsonParser parser) {
        this.mistakes = mistakes;
        this.file = file;
        this.parser = parser;
    }

    /** The file's object, or empty after recording a mistake. An empty file is an empty object. */
    public static Optional<Node.Fields> yaml(Path path, String name, ConfigErrors mistakes) {
        try {
            if (Files.size(path) > MOST_BYTES) {
                mistakes.add(new SourceLocation(name, 1), "", Message.of("config.too-large", MOST_BYTES >> 20));
                return Optional.empty();
            }
            return yaml(Files.readAllBytes(path), name, mistakes);
        } catch (IOException e) {
            mistakes.add(new SourceLocation(name, 1), "", Message.of("config.unreadable"));
            return Optional.empty();
        }
    }

    /** The same for a text in memory. */
    public static Optional<Node.Fields> yaml(byte[] utf8, String name, ConfigErrors mistakes) {
        return read(new String(utf8, StandardCharsets.UTF_8), name, mistakes, true);
    }

    /** The object of a JSON text, or empty after recording a mistake. */
    public static Optional<Node.Fields> json(String text, String name, ConfigErrors mistakes) {
        return read(text, name, mistakes, false);
    }

    private static Optional<Node.Fields> read(String text, String name, ConfigErrors mistakes, boolean yaml) {
        var before = mistakes.count();
        try (var parser = factory(yaml).createParser(ObjectReadContext.empty(), new WholeCharacters(text))) {
            var root = new Documents(mistakes, name, parser).rootOrMistake();
            return mistakes.count() == before && root instanceof Node.Fields fields
                    ? Optional.of(fields)
                    : Optional.empty();
        } catch (RuntimeException _) {
            mistakes.add(new SourceLocation(name, 1), "", Message.of("config.not-yaml"));
            return Optional.empty();
        }
    }

    /**
     * The root, or an empty node after recording a mistake; a failure of the parser itself counts as a mistake in the
     * file.
     */
    private Node rootOrMistake() {
        try {
            return root();
        } catch (JacksonException e) {
            var location = e.getLocation();
            var line = location == null ? 1 : Math.max(1, location.getLineNr());
            return notYaml(new SourceLocation(file, line));
        } catch (RuntimeException _) {
            return notYaml(here());
        }
    }

    private Node notYaml(SourceLocation place) {
        mistakes.add(place, "", Message.of("config.not-yaml"));
        return new Node.Nothing(place);
    }

    private static TokenStreamFactory factory(boolean yaml) {
        return yaml ? YAML : JSON;
    }

    private Node root() {
        var first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return new Node.Fields(new LinkedHashMap<>(), new SourceLocation(file, 1));
        }
        var node = value(first, 0);
        if (!(node instanceof Node.Fields)) {
            mistakes.add(node.place(), "", Message.of("config.root"));
        }
        if (parser.nextToken() != null) {
            mistakes.add(here(), "", Message.of("config.many-documents"));
        }
        return node;
    }

    private Node value(JsonToken token, int depth) {
        var place = here();
        refuseSpecial(place);
        if (depth > MOST_DEPTH) {
            mistakes.add(place, "", Message.of("config.too-deep", MOST_DEPTH));
            parser.skipChildren();
            return new Node.Nothing(place);
        }
        return switch (token) {
            case START_OBJECT -> fields(place, depth);
            case START_ARRAY -> items(place, depth);
            case VALUE_NULL -> new Node.Nothing(place);
            default -> new Node.Text(parser.getString(), place);
        };
    }

    private Node items(SourceLocation place, int depth) {
        var nodes = new ArrayList<Node>();
        while (true) {
            var token = next();
            if (token == JsonToken.END_ARRAY) {
                return new Node.Items(nodes, place);
            }
            nodes.add(value(token, depth + 1));
        }
    }

    private Node fields(SourceLocation place, int depth) {
        var fields = new LinkedHashMap<String, Node.Field>();
        while (next() != JsonToken.END_OBJECT) {
            var at = here();
            var key = parser.currentName();
            var field = new Node.Field(at, value(next(), depth + 1));
            var earlier = fields.putIfAbsent(key, field);
            if (earlier != null) {
                mistakes.add(
                        at,
                        key,
                        Message.of("config.duplicate-key", earlier.place().line()));
            }
        }
        return new Node.Fields(fields, place);
    }

    private JsonToken next() {
        @Nullable JsonToken token = parser.nextToken();
        if (token == null) {
            throw new IllegalStateException("a parser ended inside an object");
        }
        return token;
    }

    private void refuseSpecial(SourceLocation place) {
        if (parser instanceof YAMLParser yaml) {
            if (yaml.isCurrentAlias() || yaml.getObjectId() != null) {
                mistakes.add(place, "", Message.of("config.anchor"));
            } else if (yaml.getTypeId() != null) {
                mistakes.add(place, "", Message.of("config.tag"));
            }
        }
    }

    private SourceLocation here() {
        var location = parser.currentTokenLocation();
        return new SourceLocation(file, location == null ? 1 : Math.max(1, location.getLineNr()));
    }
}

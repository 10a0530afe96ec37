package io.ambo.config;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A catalogue's content as one JSON text, independent of files, comments and the order of keys: documents by type and
 * name, keys sorted, every value as it was written. It contains no secrets, because documents contain none.
 */
final class Canonical {

    private static final JsonFactory JSON = new JsonFactory();

    private Canonical() {}

    static String write(Layers layers) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            for (var shelf : Shelf.values()) {
                json.writeName(shelf.folder());
                json.writeStartObject();
                layers.documents(shelf).forEach((name, document) -> {
                    json.writeName(name);
                    write(document, json);
                });
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(Node node, JsonGenerator json) {
        switch (node) {
            case Node.Text text -> json.writeString(text.text());
            case Node.Nothing _ -> json.writeNull();
            case Node.Items items -> {
                json.writeStartArray();
                items.nodes().forEach(item -> write(item, json));
                json.writeEndArray();
            }
            case Node.Fields fields -> {
                json.writeStartObject();
                new TreeMap<>(fields.fields()).forEach((key, field) -> {
                    json.writeName(key);
                    write(field.value(), json);
                });
                json.writeEndObject();
            }
        }
    }

    /** Puts the documents of a canonical text into layers; its policies are already complete and extend no others. */
    static void read(String content, Layers layers) {
        var root = Documents.json(content, "snapshot", layers.mistakes());
        for (var shelf : Shelf.values()) {
            root.map(fields -> fields.fields().get(shelf.folder())).ifPresent(field -> {
                if (field.value() instanceof Node.Fields documents) {
                    documents.fields().forEach((name, it) -> {
                        if (it.value() instanceof Node.Fields document) {
                            layers.documents(shelf).put(name, document);
                        }
                    });
                }
            });
        }
    }

    /** SHA-256 in hexadecimal. */
    static String version(String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

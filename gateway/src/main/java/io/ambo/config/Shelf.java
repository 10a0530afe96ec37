package io.ambo.config;

import java.util.Locale;

/** The types of documents in a catalogue; each has its own folder. */
enum Shelf {
    ENGINES("id"),
    GUARDS("id"),
    HUBS("id"),
    POLICIES("name"),
    PROVIDERS("id"),
    RATES("base"),
    RECOGNISERS("id"),
    SPEEDS("model"),
    WEIGHTS("id");

    private final String key;

    Shelf(String key) {
        this.key = key;
    }

    /** The key that contains a document's name. */
    String key() {
        return key;
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}

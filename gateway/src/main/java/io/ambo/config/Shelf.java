package io.ambo.config;

import java.util.Locale;

/** The kinds of documents a catalogue is made of; each has a folder of its own. */
enum Shelf {
    ENGINES("id"),
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

    /** The key that holds a document's name. */
    String key() {
        return key;
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}

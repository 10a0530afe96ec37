package io.ambo.core;

import java.util.Map;
import java.util.Objects;

/**
 * A name that a catalogue file gives in several languages.
 *
 * @param id used in languages without a name
 */
public record Named(String id, Map<Language, String> names) implements Worded {

    public Named {
        names = Map.copyOf(names);
    }

    @Override
    public String in(Language language) {
        return Objects.requireNonNullElse(names.get(language), id);
    }

    /** The English name, for logs. */
    @Override
    public String toString() {
        return in(Language.EN);
    }
}

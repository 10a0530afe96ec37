package io.ambo.core;

import java.util.Collection;
import java.util.List;

/**
 * A message for people, independent of language: a key of the message catalogue and its arguments.
 *
 * @param key a key in {@code messages/en.properties} and {@code messages/zh.properties}
 * @param arguments values for {@code {0}}, {@code {1}}, …; {@link Worded} values are rendered in the same language
 */
public record Message(String key, List<Object> arguments) implements Worded {

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }

    /** Joins items into one list, as each language writes lists. */
    public static Message list(Collection<?> things) {
        return things.stream()
                .map(thing -> Message.of("list.one", thing))
                .reduce((before, last) -> Message.of("list.more", before, last))
                .orElseGet(() -> Message.of("list.none"));
    }

    @Override
    public String in(Language language) {
        return Messages.text(this, language);
    }

    /** The English text, for logs and stack traces. */
    @Override
    public String toString() {
        return in(Language.EN);
    }
}

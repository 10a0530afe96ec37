package io.ambo.core;

import java.util.Collection;
import java.util.List;

/**
 * A sentence for people, still without a language: a key of the catalogue of messages and what goes into its gaps.
 *
 * @param key a key in {@code messages/en.properties} and {@code messages/zh.properties}
 * @param arguments what fills {@code {0}}, {@code {1}}, …; what is {@link Worded} among them is so in the same language
 */
public record Message(String key, List<Object> arguments) implements Worded {

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }

    /** Some things one after the other, as each language writes a list. */
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

    /** English, for logs and stack traces. */
    @Override
    public String toString() {
        return in(Language.EN);
    }
}

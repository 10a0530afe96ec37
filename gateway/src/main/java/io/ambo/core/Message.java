package io.ambo.core;

import java.util.List;

/**
 * A sentence for people, still without a language: a key of the catalogue of messages and what goes into its gaps.
 *
 * @param key a key in {@code messages/en.properties} and {@code messages/zh.properties}
 * @param arguments what fills {@code {0}}, {@code {1}}, …; a {@code Message} among them is worded in the same language
 */
public record Message(String key, List<Object> arguments) {

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }

    public String in(Language language) {
        return Messages.text(this, language);
    }

    /** English, for logs and stack traces. */
    @Override
    public String toString() {
        return in(Language.EN);
    }
}

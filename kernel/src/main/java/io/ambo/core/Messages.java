package io.ambo.core;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** The message catalogue: every text that Ambo shows, by key and language. */
public final class Messages {

    private static final Map<Language, Properties> CATALOGUE = load();

    private Messages() {}

    /** The text of a message. An unknown key is a bug and is shown as {@code ?key?}. */
    public static String text(Message message, Language language) {
        var pattern = catalogue(language).getProperty(message.key());
        if (pattern == null) {
            return "?" + message.key() + "?";
        }
        return fill(pattern, message, language);
    }

    /** The keys defined for a language. */
    public static Set<String> keys(Language language) {
        return catalogue(language).stringPropertyNames();
    }

    private static Properties catalogue(Language language) {
        return Objects.requireNonNull(CATALOGUE.get(language));
    }

    private static String fill(String pattern, Message message, Language language) {
        var text = new StringBuilder(pattern.length() + 32);
        var at = 0;
        while (true) {
            var open = pattern.indexOf('{', at);
            if (open < 0 || open + 2 >= pattern.length()) {
                return text.append(pattern, at, pattern.length()).toString();
            }
            var index = pattern.charAt(open + 1) - '0';
            if (index < 0 || index >= message.arguments().size() || pattern.charAt(open + 2) != '}') {
                text.append(pattern, at, open + 1);
                at = open + 1;
                continue;
            }
            text.append(pattern, at, open).append(worded(message.arguments().get(index), language));
            at = open + 3;
        }
    }

    private static String worded(Object argument, Language language) {
        return argument instanceof Worded inner ? inner.in(language) : String.valueOf(argument);
    }

    private static Map<Language, Properties> load() {
        var catalogue = new EnumMap<Language, Properties>(Language.class);
        for (var language : Language.values()) {
            catalogue.put(language, read("/messages/" + language.tag() + ".properties"));
        }
        return catalogue;
    }

    private static Properties read(String resource) {
        var properties = new Properties();
        try (var stream = Messages.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the catalogue of messages is missing: " + resource);
            }
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

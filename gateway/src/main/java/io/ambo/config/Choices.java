package io.ambo.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The spelling of enum constants in files: lower case with dashes; data classes ({@code L2}) unchanged. */
public final class Choices {

    private Choices() {}

    /** {@code IN_HOUSE} becomes {@code in-house}; a name of one letter and a digit is unchanged. */
    public static String id(Enum<?> constant) {
        var name = constant.name();
        return name.matches("[A-Z][0-9]") ? name : name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static <E extends Enum<E>> Optional<E> of(Class<E> type, String id) {
        return Arrays.stream(constants(type))
                .filter(constant -> id(constant).equals(id))
                .findFirst();
    }

    public static <E extends Enum<E>> List<String> ids(Class<E> type) {
        return Arrays.stream(constants(type)).map(Choices::id).toList();
    }

    static <E extends Enum<E>> E first(Class<E> type) {
        return constants(type)[0];
    }

    static <E extends Enum<E>> String type(Class<E> type) {
        return String.join(" | ", ids(type));
    }

    private static <E extends Enum<E>> E[] constants(Class<E> type) {
        return Objects.requireNonNull(type.getEnumConstants());
    }
}

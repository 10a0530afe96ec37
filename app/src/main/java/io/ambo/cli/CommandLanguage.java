package io.ambo.cli;

import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The language that a command speaks: {@code --lang}, else {@code AMBO_LANG}, else the locale of POSIX. */
final class CommandLanguage {

    private static final String OPTION = "--lang";
    private static final List<String> VARIABLES = List.of("AMBO_LANG", "LC_ALL", "LC_MESSAGES", "LANG");

    private CommandLanguage() {}

    /** Read before the command line is, so that what is wrong with that is said in it too. */
    static Language language(List<String> arguments, Map<String, String> environment) {
        return option(arguments)
                .or(() -> VARIABLES.stream()
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isBlank())
                        .findFirst())
                .map(Language::of)
                .orElse(Language.EN);
    }

    private static Optional<String> option(List<String> arguments) {
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument.equals("--")) {
                break;
            }
            if (argument.startsWith(OPTION + "=")) {
                return Optional.of(argument.substring(OPTION.length() + 1));
            }
            if (argument.equals(OPTION) && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** A language that Ambo does not speak is refused rather than answered in English. */
    static void check(Optional<String> asked) {
        asked.filter(tag -> Stream.of("en", "zh")
                        .noneMatch(known -> tag.toLowerCase(Locale.ROOT).startsWith(known)))
                .ifPresent(tag -> {
                    throw Refusal.of(Reason.BAD_COMMAND, "cli.language", tag);
                });
    }
}

package io.ambo.cli;

import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Messages;
import java.util.List;
import java.util.Optional;

/**
 * One thing that {@code ambo doctor} saw.
 *
 * @param code stable, for scripts; {@code cli.doctor.CODE} says it, {@code cli.doctor.CODE.mend} how to mend it
 * @param arguments what fills the gaps of both
 */
record Finding(Severity severity, String code, List<Object> arguments) {

    /** How bad it is, best first. */
    enum Severity {
        GOOD,
        NOTE,
        WARNING,
        BROKEN
    }

    private static final String STEM = "cli.doctor.";

    Finding(Severity severity, String code, Object... arguments) {
        this(severity, code, List.of(arguments));
    }

    String words(Language language) {
        return Message.of(STEM + code, arguments.toArray()).in(language);
    }

    /** What to do about it. */
    Optional<String> mend(Language language) {
        var key = STEM + code + ".mend";
        return severity == Severity.GOOD || !Messages.keys(language).contains(key)
                ? Optional.empty()
                : Optional.of(Message.of(key, arguments.toArray()).in(language));
    }
}

package io.ambo;

import io.ambo.core.ControlCharacters;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * The JDK's usual format, in which other people's text cannot steer a terminal or pass for a line of its own: control
 * characters and, in messages, line ends are shown by their numbers or names.
 */
final class LogFormatter extends SimpleFormatter {

    @Override
    public String formatMessage(LogRecord logged) {
        return ControlCharacters.visibleLine(super.formatMessage(logged));
    }

    /** Traces have line ends of their own. */
    @Override
    public String format(LogRecord logged) {
        return ControlCharacters.visible(super.format(logged));
    }
}

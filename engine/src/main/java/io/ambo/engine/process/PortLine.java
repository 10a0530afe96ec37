package io.ambo.engine.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line in which a child reports its port.
 *
 * @param expression with one group; empty for a child that reports none
 */
record PortLine(String expression) {

    Optional<EngineAddress> read(String line) {
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = Pattern.compile(expression).matcher(line);
        return matcher.find() ? address(matcher.group(1)) : Optional.empty();
    }

    private static Optional<EngineAddress> address(String digits) {
        try {
            return Optional.of(new EngineAddress.Loopback(Integer.parseInt(digits)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

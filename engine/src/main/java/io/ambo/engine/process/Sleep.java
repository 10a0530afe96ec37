package io.ambo.engine.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An engine's own sleep mode: its process stays, and releases most of its memory until it is woken.
 *
 * @param arguments program arguments that enable it, with {@code {idle-seconds}}
 * @param variables environment variables that enable it
 * @param way how it falls asleep and wakes
 * @param check how it is asked whether it sleeps; without one its word is trusted
 * @param limit how long falling asleep, and waking, may take
 * @param bytes memory that it uses while it sleeps
 */
public record Sleep(
        List<String> arguments,
        Map<String, String> variables,
        Way way,
        Optional<Check> check,
        Duration limit,
        long bytes) {

    public Sleep {
        arguments = List.copyOf(arguments);
        variables = Map.copyOf(variables);
        if (!limit.isPositive() || bytes < 0) {
            throw new IllegalArgumentException("A sleeping engine takes no less than nothing, and some time to wake");
        }
        if (way instanceof Way.ByItself && check.isEmpty()) {
            throw new IllegalArgumentException(
                    "Of an engine that falls asleep by itself it can be asked whether it did");
        }
    }

    /** Whether it can be told to sleep, rather than only sleeping by itself when idle. */
    public boolean atAWord() {
        return way instanceof Way.Told;
    }

    /** How an engine falls asleep and wakes. */
    public sealed interface Way {

        /** By itself, after that time without a request; the next request wakes it. */
        record ByItself(Duration idle) implements Way {}

        /** It is told to, by a POST to each path. */
        record Told(String fallAsleep, String wakeUp) implements Way {
            public Told {
                if (!fallAsleep.startsWith("/") || !wakeUp.startsWith("/")) {
                    throw new IllegalArgumentException("A path starts with a slash: " + fallAsleep + ", " + wakeUp);
                }
            }
        }
    }

    /**
     * A question whether it sleeps.
     *
     * @param path what is asked
     * @param member the member of the answer that is true while it sleeps
     */
    public record Check(String path, String member) {
        public Check {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("A path starts with a slash: " + path);
            }
        }

        boolean sleeps(String answer) {
            return Pattern.compile("\"" + Pattern.quote(member) + "\"\\s*:\\s*true\\b")
                    .matcher(answer)
                    .find();
        }
    }
}

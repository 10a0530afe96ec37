package io.ambo.standin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The parsed command line of the program.
 *
 * @param tied whether the program exits when its standard input ends
 */
record Arguments(StandInOptions options, boolean tied) {
    static final String USAGE = """
            Usage: java -cp ... io.ambo.standin.Main [options]
              --port N          the port to listen on; 0 (default): the system chooses
              --host ADDRESS    a loopback address (default 127.0.0.1)
              --record DIR      write each request into DIR as NUMBER.head and NUMBER.body
              --no-record       keep no requests at all
              --chunk N         characters per piece of a stream (default 4)
              --pace MS         milliseconds between the events of a stream (default 0)
              --key NAME        let in only the key in the environment variable NAME (default: any key)
              --models A,B      the models to list
              --cached N        tokens of each prompt told as read from a cache (default 0)
              --exit-with-stdin end when standard input ends
            """;

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException for an unknown option or a wrong value; the message names it
     */
    static Arguments of(List<String> words, Map<String, String> environment) {
        Deque<String> left = new ArrayDeque<>(words);
        StandInOptions options = StandInOptions.defaults();
        boolean tied = false;
        while (!left.isEmpty()) {
            String option = left.remove();
            switch (option) {
                case "--exit-with-stdin" -> tied = true;
                case "--no-record" -> options = options.withRecord(false);
                default -> options = valued(options, option, left, environment);
            }
        }
        return new Arguments(options, tied);
    }

    private static StandInOptions valued(
            StandInOptions options, String option, Deque<String> left, Map<String, String> environment) {
        return switch (option) {
            case "--port" -> options.withPort(number(option, left));
            case "--host" -> options.withHost(value(option, left));
            case "--record" -> options.withFolder(Path.of(value(option, left)));
            case "--chunk" -> options.withChunk(number(option, left));
            case "--pace" -> options.withPace(Duration.ofMillis(number(option, left)));
            case "--key" -> options.withKey(secret(value(option, left), environment));
            case "--models" -> options.withModels(value(option, left).split(",", -1));
            case "--cached" -> options.withCachedTokens(number(option, left));
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private static String value(String option, Deque<String> left) {
        String value = left.poll();
        if (value == null) {
            throw new IllegalArgumentException("option " + option + " needs a value");
        }
        return value;
    }

    private static int number(String option, Deque<String> left) {
        String value = value(option, left);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("option " + option + " needs a whole number, not " + value);
        }
    }

    private static String secret(String name, Map<String, String> environment) {
        String key = environment.getOrDefault(name, "");
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "option --key names the environment variable " + name + ", which is not set");
        }
        return key;
    }
}

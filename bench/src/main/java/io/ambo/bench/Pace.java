package io.ambo.bench;

import java.util.Locale;
import java.util.stream.Stream;

/** How requests follow each other. */
sealed interface Pace {

    /** The default number of connections for an open load. */
    int USUAL_CONNECTIONS = 64;

    /** Its name in the raw lines. */
    String id();

    /** The number of connections. */
    int connections();

    /** Each connection sends the next request as soon as it has its answer. */
    record Closed(int connections) implements Pace {
        @Override
        public String id() {
            return "closed-" + connections;
        }
    }

    /**
     * Requests are due at fixed times, regardless of earlier ones; latency counts from the due time.
     *
     * @param perSecond requests due per second
     */
    record Open(int perSecond, int connections) implements Pace {
        @Override
        public String id() {
            return "open-" + perSecond + (connections == USUAL_CONNECTIONS ? "" : "-" + connections);
        }
    }

    /** {@code closed-CONNECTIONS}, {@code open-PER_SECOND} or {@code open-PER_SECOND-CONNECTIONS}. */
    static Pace of(String id) {
        var parts = id.toLowerCase(Locale.ROOT).split("-");
        var numbers =
                Stream.of(parts).skip(1).mapToInt(Integer::parseInt).boxed().toList();
        return switch (parts[0] + " " + numbers.size()) {
            case "closed 1" -> new Closed(numbers.getFirst());
            case "open 1" -> new Open(numbers.getFirst(), USUAL_CONNECTIONS);
            case "open 2" -> new Open(numbers.getFirst(), numbers.getLast());
            default -> throw new IllegalArgumentException("a load is closed-N, open-N or open-N-N, not " + id);
        };
    }
}

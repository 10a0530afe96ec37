package io.ambo.bench;

import java.util.Locale;

/** How requests follow each other. */
sealed interface Pace {

    /** As the raw lines name it. */
    String id();

    /** How many connections are open. */
    int connections();

    /** Each connection asks again as soon as it has its answer. */
    record Closed(int connections) implements Pace {
        @Override
        public String id() {
            return "closed-" + connections;
        }
    }

    /**
     * Requests are due at fixed times, whatever became of those before; latency counts from when a request was due.
     *
     * @param perSecond how many are due in a second
     */
    record Open(int perSecond, int connections) implements Pace {
        @Override
        public String id() {
            return "open-" + perSecond;
        }
    }

    /** {@code closed-N} or {@code open-N}. */
    static Pace of(String id) {
        var dash = id.indexOf('-');
        var number = dash < 0 ? 0 : Integer.parseInt(id.substring(dash + 1));
        return switch (id.substring(0, Math.max(0, dash)).toLowerCase(Locale.ROOT)) {
            case "closed" -> new Closed(number);
            case "open" -> new Open(number, 64);
            default -> throw new IllegalArgumentException("a load is closed-N or open-N, not " + id);
        };
    }
}

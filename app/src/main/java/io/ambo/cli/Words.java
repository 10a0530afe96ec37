package io.ambo.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** How values are shown to people. */
final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Words() {}

    /** {@code L3 (identity and finance)}. */
    static String dataClass(Session session, String name) {
        return name.matches("L[0-5]") ? session.words("cli.class." + name.toLowerCase(Locale.ROOT)) : name;
    }

    /** {@code embedded}, {@code private}, {@code closed}. */
    static String kind(Session session, String id) {
        return id.isEmpty() ? "" : session.words("routing.kind." + id);
    }

    /** The first characters of a configuration's version: enough to tell it from others. */
    static String shortVersion(String version) {
        return version.substring(0, Math.min(12, version.length()));
    }

    /** In the time zone of this machine. */
    static String time(String instant) {
        return instant.isEmpty() ? "" : TIME.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    }

    /** {@code 512 B}, {@code 98.4 MB}, {@code 4.7 GB}: by thousands, as disks and hubs count. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    static String micros(long micros) {
        return duration(Duration.ofNanos(micros * 1000));
    }

    /** {@code 0.34 ms}, {@code 12 ms}, {@code 3.2 s}. */
    static String duration(Duration duration) {
        var millis = duration.toNanos() / 1e6;
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.2f ms", millis);
        }
        return millis < 1000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }

    /** {@code mobile phone number × 1, illness × 2}; the names are from the verdict when it has them. */
    static String found(Session session, JsonView holder, JsonView names) {
        var counts = holder.members("found");
        return counts.isEmpty()
                ? session.words("cli.nothing-found")
                : counts.entrySet().stream()
                        .map(it -> names.optional(it.getKey()).orElse(it.getKey()) + " × "
                                + it.getValue().text())
                        .collect(Collectors.joining(session.words("cli.comma")));
    }

    /** What an entry cost; nothing if no destination was called. */
    static String cost(Session session, JsonView entry) {
        var uncalled = entry.list("attempts").isEmpty() && !entry.at("cost").isThere();
        return uncalled ? session.words("cli.uncalled") : money(session, entry.at("cost"));
    }

    /** An amount, or that it is unknown. */
    static String money(Session session, JsonView money) {
        return money.isThere() ? money.text("text") : session.words("cli.unknown-price");
    }
}

package io.ambo.ledger;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.RequestId;
import io.ambo.core.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Entries for tests. */
final class SomeEntries {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Money RESERVED = new Money(5_000_000, "USD");

    private SomeEntries() {}

    static String newId() {
        return RequestId.next(NOON).text();
    }

    static String newId(Instant at) {
        return RequestId.next(at).text();
    }

    /** An entry as written before a call. */
    static Entry opened(String id, String run) {
        return entry(id, run, Outcome.OPEN, NOON, Optional.empty(), List.of(), Usage.NONE, Optional.empty());
    }

    /** An entry as written after a call. */
    static Entry served(String id, String run) {
        return served(id, run, NOON, new Money(1_234, "USD"));
    }

    static Entry served(String id, String run, Instant at, Money cost) {
        var usage = new Usage(100, 20, 0, 30, 5, false);
        var attempt = attempt(usage, Optional.of(cost));
        return entry(
                id,
                run,
                Outcome.SERVED,
                at,
                Optional.of(at.plusMillis(250)),
                List.of(attempt),
                usage,
                Optional.of(cost));
    }

    /** No destination was called. */
    static Entry refused(String id, String run, Instant at) {
        return entry(id, run, Outcome.REFUSED, at, Optional.of(at), List.of(), Usage.NONE, Optional.empty());
    }

    static Attempt attempt(Usage usage, Optional<Money> cost) {
        return new Attempt(
                "acme/acme-large",
                DestinationKind.CLOSED,
                DataClass.L2,
                Treatment.DE_IDENTIFY,
                512,
                1024,
                "answered",
                200,
                150,
                90_000,
                240_000,
                usage,
                cost,
                cost.isPresent() ? "2026-05-01" : "",
                "seed,messages[0].name");
    }

    /**
     * An attempt as written before a byte is sent; its name looks like the end of an attempt, as a caller could choose
     * it.
     */
    static Attempt underWay() {
        return new Attempt(
                "acme/\"outcome\":\"open\"",
                DestinationKind.CLOSED,
                DataClass.L3,
                Treatment.DE_IDENTIFY,
                512,
                0,
                Attempt.OPEN,
                0,
                150,
                -1,
                0,
                Usage.NONE,
                Optional.empty(),
                "",
                "");
    }

    private static Entry entry(
            String id,
            String run,
            Outcome outcome,
            Instant openedAt,
            Optional<Instant> closedAt,
            List<Attempt> attempts,
            Usage usage,
            Optional<Money> cost) {
        return new Entry(
                new Entry.Lifecycle(id, run, outcome, "", openedAt, closedAt),
                new Entry.Request("key_7f3kq2mz", "openai-chat", "careful", true, Map.of("team", "claims")),
                new Entry.Choice(
                        "5e884898da280471",
                        DataClass.L2,
                        Map.of("phone", 1),
                        outcome == Outcome.OPEN ? "" : "acme/acme-large",
                        outcome == Outcome.OPEN ? Optional.empty() : Optional.of(DestinationKind.CLOSED),
                        "{\"tokens\":120}",
                        "{\"destination\":\"acme/acme-small\"}"),
                new Entry.Charge(Optional.of(RESERVED), usage, cost),
                new Entry.Volumes(1, 400, 900, List.of(2L, 1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)),
                attempts);
    }

    /** A random entry; times are whole microseconds, as stored in SQL. */
    static Entry random(SplittableRandom random) {
        var attempts = new ArrayList<Attempt>();
        for (var i = random.nextInt(4); i > 0; i--) {
            attempts.add(randomAttempt(random));
        }
        return new Entry(
                new Entry.Lifecycle(
                        newId(),
                        text(random),
                        any(random, Outcome.values()),
                        text(random),
                        time(random),
                        random.nextBoolean() ? Optional.of(time(random)) : Optional.empty()),
                new Entry.Request(shortText(random), text(random), text(random), random.nextBoolean(), tags(random)),
                new Entry.Choice(
                        text(random),
                        dataClass(random),
                        counts(random),
                        text(random),
                        random.nextBoolean() ? Optional.of(kind(random)) : Optional.empty(),
                        text(random),
                        text(random)),
                new Entry.Charge(money(random), usage(random), money(random)),
                new Entry.Volumes(
                        random.nextInt(),
                        number(random),
                        number(random),
                        nanos(random),
                        Map.of("g" + random.nextInt(9), random.nextInt(99))),
                attempts);
    }

    private static Attempt randomAttempt(SplittableRandom random) {
        return new Attempt(
                text(random),
                kind(random),
                dataClass(random),
                any(random, Treatment.values()),
                number(random),
                number(random),
                text(random),
                random.nextInt(600),
                number(random),
                random.nextBoolean() ? -1 : number(random),
                number(random),
                usage(random),
                money(random),
                text(random),
                random.nextBoolean() ? "" : text(random));
    }

    private static DataClass dataClass(SplittableRandom random) {
        return any(random, DataClass.values());
    }

    private static DestinationKind kind(SplittableRandom random) {
        return any(random, DestinationKind.values());
    }

    private static <T> T any(SplittableRandom random, T[] choice) {
        return choice[random.nextInt(choice.length)];
    }

    private static Instant time(SplittableRandom random) {
        return NOON.plusNanos(1000 * random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L));
    }

    private static long number(SplittableRandom random) {
        return random.nextLong() >>> random.nextInt(1, 64);
    }

    private static Usage usage(SplittableRandom random) {
        return new Usage(
                number(random), number(random), number(random), number(random), number(random), random.nextBoolean());
    }

    private static Optional<Money> money(SplittableRandom random) {
        return random.nextBoolean() ? Optional.of(new Money(random.nextLong(), "CNY")) : Optional.empty();
    }

    private static List<Long> nanos(SplittableRandom random) {
        return random.longs(random.nextInt(10)).boxed().toList();
    }

    private static Map<String, Integer> counts(SplittableRandom random) {
        var counts = new HashMap<String, Integer>();
        for (var i = random.nextInt(4); i > 0; i--) {
            counts.put(text(random), random.nextInt());
        }
        return counts;
    }

    private static Map<String, String> tags(SplittableRandom random) {
        var tags = new HashMap<String, String>();
        for (var i = random.nextInt(4); i > 0; i--) {
            tags.put(text(random), text(random));
        }
        return tags;
    }

    /** Short like key ids, which are indexed. */
    private static String shortText(SplittableRandom random) {
        var text = text(random);
        return text.codePointCount(0, text.length()) > 40 ? "key" : text;
    }

    /** Text with quotes, line breaks, Chinese and characters outside the basic plane. */
    private static String text(SplittableRandom random) {
        var alphabet =
                new String[] {"a", "Z", "7", "\"", "\\", "\n", "'", "é", "账", "本", "\uD83D\uDE00", "{", "\u200B"};
        var text = new StringBuilder();
        for (var i = random.nextInt(random.nextInt(10) == 0 ? 3000 : 12); i > 0; i--) {
            text.append(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }
}

package io.ambo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.OldDatabase;
import io.ambo.platform.PostgresqlServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Entries in the tables of version 2, where each attempt had its own row. */
@ExtendWith(PostgresqlServer.Extension.class)
class MigrationTest {

    private static final String ENTRY = """
            insert into entry (id, run, outcome, opened_at, closed_at, day, caller, surface, asked, stream, snapshot,
                data_class, found, destination, kind, code, reserved_nanos, reserved_currency, input, cached_input,
                cache_write, output, reasoning, estimated, cost_nanos, cost_currency, restored, bytes_in, bytes_out,
                step_nanos, question, counterfactual, tags)
            values ('%s', 'old', '%s', 1795435200000000, 1795435201000000, '2026-11-23', 'key_1', 'openai-chat', '账本',
                0, 'abc', 'L2', '{"phone":2}', '%s', %s, '', 5, 'USD', 11, 2, 3, 4, 5, 0, 77, 'USD', 1, 10, 20,
                '{"receive":9}', '{"q":1}', '', '{"team":"a"}')""";
    private static final String ATTEMPT = """
            insert into attempt (entry_id, number, destination, kind, data_class, treatment, sent, received, outcome,
                status, started_micros, first_byte_micros, took_micros, input, cached_input, cache_write, output,
                reasoning, estimated, cost_nanos, cost_currency, price_since)
            values ('%s', %d, '%s', 'closed', 'L2', 'de-identify', 512, 1024, '%s', 200, 1, -1, 3, 11, 2, 3, 4, 5, %d,
                %s, '')""";
    private static final String ONE_ATTEMPT = """
            [{"treatment":"de-identify","sent":512,"received":1024,"outcome":"answered","status":200,\
            "started_micros":1,"first_byte_micros":-1,"took_micros":3,"price_since":""}]""";
    private static final String FIRST = "01M844DZG0ARGPHA8P1Y8KFGG3";
    private static final String SECOND = "01M844DZG0ARGPHA8P1Y8KFGG4";
    private static final String THIRD = "01M844DZG0ARGPHA8P1Y8KFGG5";
    private static final String STRANGE = "acme/\"大\\n\" model\tand\nmore";

    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    @TempDir
    Path folder;

    @Test
    void everyEntryAndEveryAttemptIsKept(PostgresqlServer server) throws Exception {
        var sqlite = new DatabasePlace.Sqlite(folder.resolve("ambo.db"), folder);
        for (var place : new DatabasePlace[] {sqlite, server.newDatabase()}) {
            OldDatabase.create(
                    place,
                    "2",
                    ENTRY.formatted(FIRST, "served", "acme/large", "'closed'"),
                    ENTRY.formatted(SECOND, "served", STRANGE, "'closed'"),
                    ENTRY.formatted(THIRD, "open", "", "null"),
                    ATTEMPT.formatted(SECOND, 2, STRANGE, "answered", 1, "77, 'USD'"),
                    ATTEMPT.formatted(SECOND, 0, "acme/small", "timeout", 0, "null, null"),
                    ATTEMPT.formatted(SECOND, 1, "acme/other", "timeout", 0, "3, 'CNY'"));
            try (var database = new Database(place)) {
                var ledger = new SqlLedger(database);
                assertThat(ledger.last(9, Optional.empty()))
                        .containsExactly(
                                entry(THIRD, Outcome.OPEN, "", Optional.empty(), List.of()),
                                entry(SECOND, Outcome.SERVED, STRANGE, Optional.of(DestinationKind.CLOSED), attempts()),
                                entry(
                                        FIRST,
                                        Outcome.SERVED,
                                        "acme/large",
                                        Optional.of(DestinationKind.CLOSED),
                                        List.of()));
                assertThat(new SqlSums(database).sums(List.of(Sum.By.DAY), DAY, DAY))
                        .extracting(Sum::groups, Sum::requests)
                        .containsExactly(tuple(List.of("2026-11-23"), 3L));
            }
        }
    }

    @Test
    void whatVersionThreeKeptIsReadAndWhatItLeftOpenIsClosed(PostgresqlServer server) throws Exception {
        var sqlite = new DatabasePlace.Sqlite(folder.resolve("ambo.db"), folder);
        for (var place : new DatabasePlace[] {sqlite, server.newDatabase()}) {
            OldDatabase.create(
                    place,
                    "3",
                    "insert into ledger_run (id, node) values ('old', 'node1')",
                    "insert into access_mark (name) values ('keyed')",
                    third(FIRST, "served", "acme/large", "'closed'", ONE_ATTEMPT),
                    third(THIRD, "open", "", "null", "[]"));
            try (var database = new Database(place)) {
                assertThat(new SqlEntryStore(database, "node1").closeInterrupted("new", Instant.EPOCH))
                        .isEqualTo(1);
                var found = new SqlLedger(database).last(9, Optional.empty());
                assertThat(found).extracting(Entry::id).containsExactly(THIRD, FIRST);
                assertThat(found.getFirst().interrupted()).isTrue();
                assertThat(found.getFirst().attempts()).isEmpty();
                assertThat(found.getFirst().cost()).contains(new Money(5, "USD"));
                var served = entry(
                        FIRST,
                        Outcome.SERVED,
                        "acme/large",
                        Optional.of(DestinationKind.CLOSED),
                        List.of(attempt("acme/large", "answered", false, Optional.of(new Money(77, "USD")))));
                assertThat(found.getLast()).isEqualTo(served);
            }
        }
    }

    private static String third(String id, String outcome, String destination, String kind, String attempts) {
        return ENTRY.formatted(id, outcome, destination, kind)
                .replace(" day,", "")
                .replace(" '2026-11-23',", "")
                .replace("counterfactual, tags)", "counterfactual, tags, attempts)")
                .replace("'{\"team\":\"a\"}')", "'{\"team\":\"a\"}', '" + attempts + "')");
    }

    private static List<Attempt> attempts() {
        return List.of(
                attempt("acme/small", "timeout", false, Optional.empty()),
                attempt("acme/other", "timeout", false, Optional.of(new Money(3, "CNY"))),
                attempt(STRANGE, "answered", true, Optional.of(new Money(77, "USD"))));
    }

    private static Attempt attempt(String destination, String outcome, boolean estimated, Optional<Money> cost) {
        return new Attempt(
                destination,
                DestinationKind.CLOSED,
                DataClass.L2,
                Treatment.DE_IDENTIFY,
                512,
                1024,
                outcome,
                200,
                1,
                -1,
                3,
                new Usage(11, 2, 3, 4, 5, estimated),
                cost,
                "",
                "");
    }

    private static Entry entry(
            String id, Outcome outcome, String destination, Optional<DestinationKind> kind, List<Attempt> attempts) {
        return new Entry(
                new Entry.Lifecycle(
                        id,
                        "old",
                        outcome,
                        "",
                        Instant.parse("2026-11-23T12:00:00Z"),
                        Optional.of(Instant.parse("2026-11-23T12:00:01Z"))),
                new Entry.Request("key_1", "openai-chat", "账本", false, Map.of("team", "a")),
                new Entry.Choice("abc", DataClass.L2, Map.of("phone", 2), destination, kind, "{\"q\":1}", ""),
                new Entry.Charge(
                        Optional.of(new Money(5, "USD")),
                        new Usage(11, 2, 3, 4, 5, false),
                        Optional.of(new Money(77, "USD"))),
                new Entry.Volumes(1, 10, 20, List.of(9L)),
                attempts);
    }
}

package io.ambo.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Money;
import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Past spending is read in the background, however long that takes and however often it fails. */
class SpendingReaderTest {

    private static final Money SPENT = new Money(400_000_000, "USD");

    @TempDir
    Path folder;

    private Database database;
    private Keys keys;
    private String id;

    @BeforeEach
    void open() {
        database = new Database(new DatabasePlace.Sqlite(folder.resolve("ambo.db"), folder));
        keys = new Keys(database, new SettableClock(Instant.parse("2026-11-25T12:00:00Z")));
        var limits = KeyLimits.NONE.budget(Optional.of(KeyBudget.of("1USD/day")));
        id = keys.create(KeySpec.named("one").limited(limits)).key().id();
        keys = new Keys(database, new SettableClock(Instant.parse("2026-11-25T13:00:00Z")));
        keys.reload();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private boolean letIn() {
        return keys.limiter().admit(id).refusal().isEmpty();
    }

    @Test
    void theKeyIsClosedWhileTheLedgerIsReadAndOpenAfterwards() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var reader = SpendingReader.start(keys.limiter(), (caller, currency, since) -> {
            assertThat(letIn()).isFalse();
            asked.countDown();
            return SPENT;
        });
        try (reader) {
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(letIn()).isTrue();
        assertThat(keys.limiter().use(id).orElseThrow().spent()).contains(SPENT);
    }

    @Test
    void aLedgerThatFailsIsReadAgain() throws InterruptedException {
        var tries = new CountDownLatch(2);
        var reader = SpendingReader.start(keys.limiter(), (caller, currency, since) -> {
            tries.countDown();
            if (tries.getCount() > 0) {
                assertThat(letIn()).isFalse();
                database.read(sql -> sql.fetchCount(DSL.table("no_such_table")));
            }
            return SPENT;
        });
        try (reader) {
            assertThat(tries.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(letIn()).isTrue();
    }
}

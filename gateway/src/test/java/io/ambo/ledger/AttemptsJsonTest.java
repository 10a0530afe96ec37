package io.ambo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttemptsJsonTest {

    @Test
    void anyAttemptsComeBackWhateverTheyShareWithTheirEntry() {
        var random = new SplittableRandom(11);
        for (var round = 0; round < 2_000; round++) {
            var entry = SomeEntries.random(random);
            if (!entry.attempts().isEmpty() && random.nextBoolean()) {
                entry = Changed.like(entry, entry.attempts().getFirst(), random.nextInt(32));
            }
            assertThat(back(entry)).isEqualTo(entry.attempts());
        }
    }

    @Test
    void oneAttemptThatAnsweredSaysOnlyWhatItsEntryDoesNot() {
        assertThat(AttemptsJson.write(SomeEntries.served(SomeEntries.newId(), "run")))
                .isEqualTo("""
                [{"treatment":"de-identify","sent":512,"received":1024,"outcome":"answered","status":200,\
                "started_micros":150,"first_byte_micros":90000,"took_micros":240000,"price_since":"2026-05-01",\
                "changed":"seed,messages[0].name"}]""");
    }

    @Test
    void anOpenEntryMayStillChangeSoItsAttemptsSayAll() {
        var served = SomeEntries.served(SomeEntries.newId(), "run");
        var json = AttemptsJson.write(Changed.outcome(served, Outcome.OPEN));
        var other = new AttemptsJson.Shared(
                "", Optional.empty(), served.dataClass(), Usage.NONE, Optional.of(new Money(99, "CNY")));
        assertThat(AttemptsJson.read(json, other)).isEqualTo(served.attempts());
    }

    @Test
    void anUnknownCostIsNotTakenForTheEntrys() {
        var served = SomeEntries.served(SomeEntries.newId(), "run");
        var unknown = SomeEntries.attempt(served.usage(), Optional.empty());
        var entry = Changed.attempts(served, List.of(unknown, served.attempts().getFirst()));
        assertThat(AttemptsJson.write(entry)).contains("\"cost_nanos\":null");
        assertThat(back(entry)).isEqualTo(entry.attempts());
    }

    @Test
    void aColumnThatIsDamagedIsNotGuessedAt() {
        var row = AttemptsJson.Shared.of(SomeEntries.served(SomeEntries.newId(), "run"));
        for (var json : new String[] {"", "{}", "[{}]", "[{\"treatment\":\"clear\"}]", "[1,2"}) {
            assertThatThrownBy(() -> AttemptsJson.read(json, row)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<Attempt> back(Entry entry) {
        return AttemptsJson.read(AttemptsJson.write(entry), AttemptsJson.Shared.of(entry));
    }
}

package io.ambo.ledger;

import static io.ambo.ledger.SomeEntries.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Reason;
import io.ambo.platform.SettableClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedCallersTest {

    private final RefusedCallers callers = new RefusedCallers(new SettableClock(NOON));

    @Test
    void manyAddressesDoNotFillTheMemory() {
        for (var i = 0; i < 100_000; i++) {
            callers.count("2001:db8::" + Integer.toHexString(i), Reason.WRONG_KEY);
        }
        var taken = callers.take();
        assertThat(taken).hasSizeLessThan(5_000);
        assertThat(taken.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(100_000);
        assertThat(callers.total()).isEqualTo(100_000);
    }

    @Test
    void whatCouldNotBeKeptIsCountedAgain() {
        callers.count("192.0.2.1", Reason.MISSING_KEY);
        var taken = callers.take();
        assertThat(callers.take()).isEmpty();
        callers.count("192.0.2.1", Reason.MISSING_KEY);
        callers.putBack(taken);
        var minute = NOON.getEpochSecond() / 60;
        assertThat(callers.take()).isEqualTo(Map.of(new RefusedCallers.Group("192.0.2.1", minute, "missing-key"), 2L));
    }
}

package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.catalog.Policy.ScanFailure;
import io.ambo.core.DataClass;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A scan that takes longer than the policy allows: every look at the clock here takes a second, ten are allowed. */
class ScanLimitTest {

    private final AtomicLong now = new AtomicLong();

    private Findings scan(int characters, ScanFailure onFailure) {
        var scanner = Scanner.of(
                RecogniserFiles.all(),
                RecogniserFiles.policy(onFailure),
                TaggerSource.NONE,
                () -> now.getAndAdd(Duration.ofSeconds(1).toNanos()));
        return scanner.scan(Bodies.user("a".repeat(characters) + " 138 0013 8000"));
    }

    @Test
    void textThatIsReadInTimeIsScanned() {
        assertThat(scan(10, ScanFailure.REFUSE).dataClass()).isEqualTo(DataClass.L2);
    }

    @Test
    void requestThatTakesTooLongIsRefused() {
        assertThatThrownBy(() -> scan(4_000_000, ScanFailure.REFUSE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.SCAN_FAILED));
    }

    @Test
    void requestThatTakesTooLongCountsAsSecretsThatCannotBeReplacedWhereThePolicySaysSo() {
        var findings = scan(4_000_000, ScanFailure.HIGHEST_CLASS);
        assertThat(findings.dataClass()).isEqualTo(DataClass.L5);
        assertThat(findings.unmaskable()).contains("$");
        assertThat(findings.profile().tokens()).isGreaterThanOrEqualTo(1_000_000);
    }
}

package io.ambo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.cli.Finding.Severity;
import io.ambo.config.Settings;
import io.ambo.core.Language;
import io.ambo.ledger.LedgerGrowth;
import io.ambo.platform.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the disk lasts, as {@code doctor} says it. */
class LedgerRoomTest {

    @TempDir
    Path folder;

    private Optional<Finding> finding(String settings, LedgerGrowth growth) throws IOException {
        var home = Home.open(folder);
        Files.writeString(home.root().resolve("ambo.yaml"), settings);
        return MachineCheck.ledger(home, Settings.read(home.root()), growth);
    }

    private long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Test
    void aDiskThatIsFullInDaysIsWarnedOf() throws IOException {
        var soon = finding("port: 0\n", new LedgerGrowth(1, 500, free() / 3)).orElseThrow();
        assertThat(soon.severity()).isEqualTo(Severity.WARNING);
        assertThat(soon.code()).isEqualTo("ledger-days");
        assertThat(soon.words(Language.EN)).contains("500 requests");
        assertThat(soon.mend(Language.EN))
                .hasValueSatisfying(words -> assertThat(words).contains("ledger.retention"));
        var late = finding("port: 0\n", new LedgerGrowth(1, 5, 1000)).orElseThrow();
        assertThat(late.severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void whatRetentionBoundsIsSaidToBeBounded() throws IOException {
        var growth = new LedgerGrowth(1, 500, free() / 3);
        assertThat(finding("ledger: {retention: {size: 64 MiB}}\n", growth))
                .hasValueSatisfying(bounded -> assertThat(bounded.code()).isEqualTo("ledger-bounded"));
        assertThat(finding("ledger: {retention: {age: 1d}}\n", growth))
                .hasValueSatisfying(bounded -> assertThat(bounded.code()).isEqualTo("ledger-bounded"));
        assertThat(finding("ledger: {retention: {age: 400d}}\n", growth))
                .hasValueSatisfying(bounded -> assertThat(bounded.code()).isEqualTo("ledger-days"));
    }

    @Test
    void whereNothingCameNothingIsSaid() throws IOException {
        assertThat(finding("port: 0\n", new LedgerGrowth(4096, 0, 0))).isEmpty();
    }
}

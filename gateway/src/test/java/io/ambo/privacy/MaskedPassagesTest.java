package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Roster;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.core.DataClass;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents are masked passage by passage and part by part, and a scan that was given up masks nothing. */
class MaskedPassagesTest {

    private static final Catalog CATALOG = new CatalogReader(Set.of()).builtIn();
    private static final Deidentifier DEIDENTIFIER =
            Deidentifier.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private final Masking masking =
            Masking.of(Scanner.of(CATALOG.recognisers(), CATALOG.defaultPolicy()), DEIDENTIFIER);

    private MaskedPassages masked(List<List<String>> passages) {
        return masking.mask(passages, masking.scope("test"));
    }

    @Test
    void aValueInSeveralPartsIsReplacedInTheFirstAndGoneFromTheOthers() {
        var masked = masked(List.of(List.of("call 138", "", "0000", "0000 now"), List.of("\"quoted\" \uD83D\uDE00")));
        var parts = masked.passages().getFirst();
        assertThat(parts.getFirst()).matches("call PHONE_\\w+");
        assertThat(parts.subList(1, parts.size())).containsExactly("", "", " now");
        assertThat(masked.passages().get(1)).containsExactly("\"quoted\" \uD83D\uDE00");
        assertThat(masked.found()).containsOnlyKeys("phone");
        assertThat(masked.dataClass()).isEqualTo(DataClass.L2);
        assertThat(masked.values()).containsValue("13800000000");
        assertThat(masked.toString()).doesNotContain("138");
    }

    @Test
    void whatIsCoveredOfEachPartIsCounted() {
        var masked = masked(List.of(List.of("a"), List.of("call 138", "0000", "0000 now")));
        assertThat(masked.covered(0, 0)).isZero();
        assertThat(List.of(masked.covered(1, 0), masked.covered(1, 1), masked.covered(1, 2)))
                .containsExactly(3, 4, 4);
    }

    @Test
    void aValueHasOnePlaceholderWhereverTheScopeHasOneName() {
        var one = masked(List.of(List.of("13800000000"))).passages();
        assertThat(masked(List.of(List.of("13800000000"))).passages()).isEqualTo(one);
        assertThat(masking.mask(List.of(List.of("13800000000")), masking.scope("other"))
                        .passages())
                .isNotEqualTo(one);
    }

    @Test
    void aScanThatWasGivenUpMasksNothingAndSaysSo(@TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve("policies"));
        Files.writeString(
                home.resolve("policies/slow.yaml"),
                "name: slow\nextends: default\nscan-limit: 1ms\non-scan-failure: highest-class\n");
        var catalog = new CatalogReader(Set.of()).read(home, Settings.fallback());
        var policy = catalog.policy("slow").orElseThrow();
        var seconds = new AtomicLong();
        var slow = Masking.of(
                Scanner.of(
                        catalog.recognisers(),
                        policy,
                        TaggerSource.NONE,
                        () -> seconds.incrementAndGet() * 1_000_000_000L),
                DEIDENTIFIER);
        assertThatThrownBy(() -> slow.mask("call 13800000000"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.SCAN_FAILED));
        assertThatThrownBy(() -> slow.mask(List.of(List.of("call 13800000000")), slow.scope("a")))
                .isInstanceOf(Refusal.class);
        var patient = Scanner.patient(catalog.recognisers(), policy, TaggerSource.NONE, Roster.EMPTY);
        assertThat(Masking.of(patient, DEIDENTIFIER).mask("call 13800000000").text())
                .matches("call PHONE_\\w+");
    }
}

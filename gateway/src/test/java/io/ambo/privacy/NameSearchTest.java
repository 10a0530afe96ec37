package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.catalog.Kind;
import io.ambo.catalog.NameRules;
import io.ambo.catalog.NameRules.Tier;
import io.ambo.catalog.Policy.ScanFailure;
import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.privacy.Tagger.Certainty;
import io.ambo.wire.Edits;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What taggers find, among what recognisers find. The tagger here knows a few words. */
class NameSearchTest {

    private static final Deidentifier DEIDENTIFIER = Deidentifier.of(new byte[32]);

    private final FakeTagger tagger = new FakeTagger()
            .finds("孙立国", Kind.PERSON, Certainty.SURE)
            .finds("小川", Kind.PERSON, Certainty.LIKELY)
            .finds("钱小川", Kind.PERSON, Certainty.LIKELY)
            .finds("Mary Brown", Kind.PERSON, Certainty.LIKELY)
            .finds("展厅", Kind.LOCATION, Certainty.SURE)
            .finds("长河路1号院13800138000", Kind.ADDRESS, Certainty.SURE);

    private static NameRules rules(NameRules.Certainty certainty, Map<Kind, DataClass> classes) {
        return new NameRules(Tier.FAST, certainty, Duration.ofSeconds(10), classes);
    }

    private Scanner scanner(NameRules rules) {
        return scanner(rules, ScanFailure.REFUSE, new AtomicLong());
    }

    private Scanner scanner(NameRules rules, ScanFailure onFailure, AtomicLong now) {
        var policy = RecogniserFiles.policy(onFailure, rules);
        return Scanner.of(RecogniserFiles.all(), policy, tier -> Optional.of(tagger), now::get);
    }

    private Scanner scanner() {
        return scanner(rules(NameRules.Certainty.LIKELY, Map.of()));
    }

    private static Findings find(Scanner scanner, String text) {
        return scanner.withNames(scanner.scan(Bodies.user(text)), () -> false);
    }

    private static String sent(Scanner scanner, String text) {
        var body = Bodies.user(text);
        var findings = scanner.withNames(scanner.scan(body), () -> false);
        var scope = DEIDENTIFIER.scope("tests", body);
        var bytes = DEIDENTIFIER.deidentify(body, findings, scope, new Edits()).bytes();
        return new String(bytes, StandardCharsets.UTF_8).replaceAll("_[A-Z0-9]{8,16}", "_");
    }

    private static List<String> ids(Findings findings) {
        return findings.findings().stream().map(Finding::recogniser).toList();
    }

    @Test
    void nameBesideNoCueIsFoundAndReplaced() {
        var findings = find(scanner(), "孙立国昨天到了。");
        assertThat(findings.dataClass()).isEqualTo(DataClass.L2);
        assertThat(findings.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.PERSON);
            assertThat(finding.certainty()).contains(Certainty.SURE);
            assertThat(finding.score()).isEqualTo(7);
        });
        assertThat(sent(scanner(), "孙立国昨天到了。")).isEqualTo("\"PERSON_昨天到了。\"");
    }

    @Test
    void placeStaysInTheTextAndIsReported() {
        var findings = find(scanner(), "去了展厅");
        assertThat(findings.dataClass()).isEqualTo(DataClass.L0);
        assertThat(findings.isEmpty()).isTrue();
        assertThat(findings.mentions()).extracting(Finding::kind).containsExactly(Kind.LOCATION);
        assertThat(sent(scanner(), "孙立国去了展厅")).isEqualTo("\"PERSON_去了展厅\"");
    }

    @Test
    void placeIsReplacedWhereThePolicyGivesItAClass() {
        var scanner = scanner(rules(NameRules.Certainty.LIKELY, Map.of(Kind.LOCATION, DataClass.L2)));
        assertThat(sent(scanner, "去了展厅")).isEqualTo("\"去了PLACE_\"");
        assertThat(find(scanner, "去了展厅").dataClass()).isEqualTo(DataClass.L2);
    }

    @Test
    void nothingIsTaggedUntilNamesAreAskedFor() {
        var findings = scanner().scan(Bodies.user("孙立国昨天到了。"));
        assertThat(findings.isEmpty()).isTrue();
        assertThat(findings.isNamed()).isFalse();
        assertThat(tagger.texts()).isZero();
    }

    @Test
    void nameFoundOnceIsFoundInEveryText() {
        tagger.onlyOnce();
        var scanner = scanner();
        var body = Bodies.parts("孙立国昨天到了。", "问孙立国吧");
        var findings = scanner.withNames(scanner.scan(body), () -> false);
        assertThat(findings.findings()).hasSize(2);
    }

    @Test
    void valueBehindANameEndsIt() {
        var findings = find(scanner(), "住长河路1号院13800138000");
        assertThat(ids(findings)).containsExactly("address-tagged", "phone-cn");
    }

    @Test
    void recogniserAndTaggerThatFindTheSameMakeOneFinding() {
        assertThat(ids(find(scanner(), "联系人：孙立国，请回电"))).containsExactly("person-zh");
    }

    @Test
    void numbersAndNamesOfMembersAreNotTagged() {
        var scanner = scanner();
        var name = Bodies.run("{\"孙立国\":1}", 1, TextSpan.Form.MEMBER_NAME, Role.EXTRA);
        assertThat(scanner.withNames(scanner.scan(name), () -> false).isEmpty()).isTrue();
        assertThat(tagger.texts()).isZero();
    }

    @Test
    void policyThatWantsSureNamesTakesLikelyOnesOnlyBesideACue() {
        var scanner = scanner(rules(NameRules.Certainty.SURE, Map.of()));
        assertThat(ids(find(scanner, "钱小川昨天到了"))).isEmpty();
        assertThat(ids(find(scanner, "孙立国昨天到了"))).containsExactly("person-tagged");
        assertThat(ids(find(scanner, "钱小川 13800138000"))).containsExactly("person-tagged", "phone-cn");
    }

    @Test
    void searchThatTakesTooLongIsRefused() {
        var now = new AtomicLong();
        tagger.takes(now, Duration.ofSeconds(11));
        var scanner = scanner(rules(NameRules.Certainty.LIKELY, Map.of()), ScanFailure.REFUSE, now);
        assertThatThrownBy(() -> find(scanner, "孙立国昨天到了。"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.SCAN_FAILED));
    }

    @Test
    void searchThatTakesTooLongCountsAsSecretsWhereThePolicySaysSo() {
        var now = new AtomicLong();
        tagger.takes(now, Duration.ofSeconds(11));
        var scanner = scanner(rules(NameRules.Certainty.LIKELY, Map.of()), ScanFailure.HIGHEST_CLASS, now);
        var findings = find(scanner, "孙立国昨天到了。");
        assertThat(findings.dataClass()).isEqualTo(DataClass.L5);
        assertThat(findings.unmaskable()).contains("$");
    }

    @Test
    void searchEndsWhenNothingWaitsForIt() {
        var scanner = scanner();
        var scanned = scanner.scan(Bodies.user("孙立国昨天到了。"));
        assertThatThrownBy(() -> scanner.withNames(scanned, () -> true)).isInstanceOf(CancellationException.class);
    }

    @Test
    void namesMatterOnlyWhereTheyChangeWhatHappens() {
        var scanner = scanner();
        assertThat(scanner.namesMatter(DataClass.L0, DestinationKind.CLOSED, Treatment.DE_IDENTIFY))
                .isTrue();
        var none = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy(), TaggerSource.NONE);
        assertThat(none.namesMatter(DataClass.L0, DestinationKind.CLOSED, Treatment.DE_IDENTIFY))
                .isFalse();
    }

    @Test
    void tableOfAMaskedTextShowsWhatStays() {
        var masked = Masking.of(scanner(), DEIDENTIFIER).mask("孙立国去了展厅");
        assertThat(masked.rows()).extracting(Masking.Row::kind).containsExactly(Kind.PERSON, Kind.LOCATION);
        assertThat(masked.rows().getLast().placeholder()).isEmpty();
        assertThat(masked.text()).endsWith("去了展厅");
        assertThat(masked.restore(masked.text())).isEqualTo("孙立国去了展厅");
    }
}

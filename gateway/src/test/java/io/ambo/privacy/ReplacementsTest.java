package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.catalog.Kind;
import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.catalog.Replacement;
import io.ambo.catalog.Replacements;
import io.ambo.core.Refusal;
import io.ambo.wire.Edits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What takes the place of values as a policy has it, and that what was taken out comes back. */
class ReplacementsTest {

    private static final Deidentifier DEIDENTIFIER = Deidentifier.of(new byte[32]);

    private static final String ASKED = "我叫孙立国，手机13800138000，邮箱sun.li@example.org。Call +1 212 456 7890 or write to "
            + "ann@example.net from 192.168.7.9; card 4111 1111 1111 1111. My date of birth: 1987-03-05.";

    private static Scanner scanner(Replacement usual, Map<Kind, Replacement> kinds) {
        return Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy(new Replacements(usual, kinds)));
    }

    private static Masking masking(Replacement usual) {
        return Masking.of(scanner(usual, Map.of()), DEIDENTIFIER);
    }

    private static Deidentified left(String text, Scanner scanner, String conversation) {
        var body = Bodies.user(text);
        return DEIDENTIFIER.deidentify(
                body, scanner.scan(body), DEIDENTIFIER.scope("caller", conversation), new Edits());
    }

    @Test
    void surrogatesLookLikeValuesAndComeBack() {
        var masked = masking(Replacement.SURROGATE).mask(ASKED);

        assertThat(masked.text())
                .doesNotContain(
                        "13800138000", "sun.li@example.org", "212 456 7890", "ann@example.net", "192.168.7.9", "4111")
                .containsPattern("手机120\\d{8}，")
                .containsPattern("邮箱user\\.[a-z]{6}@example\\.com。")
                .containsPattern("Call \\+1 [2-9]\\d\\d 555 01\\d\\d or")
                .containsPattern("from (192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d{1,3};")
                .containsPattern("card CARD_");
        assertThat(masked.restore(masked.text())).isEqualTo(ASKED);
    }

    @Test
    void otherDigitsKeepTheFormAndComeBack() {
        var masked = masking(Replacement.FORMAT_PRESERVING).mask(ASKED);

        assertThat(masked.text())
                .doesNotContain("4111 1111 1111 1111", "13800138000")
                .containsPattern("card \\d{4} \\d{4} \\d{4} \\d{4}\\.")
                .containsPattern("手机\\d{11}，");
        assertThat(masked.restore(masked.text())).isEqualTo(ASKED);
    }

    /** The digits of an escape are none of the number, and of base64 the letters would stay. */
    @Test
    void anEncodedNumberGetsNoOtherDigits() {
        var masking = masking(Replacement.FORMAT_PRESERVING);
        for (var encoded : List.of(
                "4111\\u00201111\\u00201111\\u00201111",
                "&#52;111111111111111",
                "4111%201111%201111%201111",
                Base64.getEncoder().encodeToString("card 4111 1111 1111 1111".getBytes(StandardCharsets.UTF_8)))) {
            var asked = "card " + encoded + " end";
            var masked = masking.mask(asked);
            assertThat(masked.text()).as(encoded).containsPattern("card CARD_[A-Z0-9]+ end");
            assertThat(masked.restore(masked.text())).isEqualTo(asked);
        }
    }

    @Test
    void aMapPutsBackWhatWasGivenOutAndNothingElse() {
        var placeholder = masking(Replacement.PLACEHOLDER)
                .mask("call 13900138000")
                .rows()
                .getFirst()
                .placeholder();
        var map = Map.of(
                "12085072482",
                "13800138000",
                "Alba",
                "Ann",
                "Alba Crane",
                "Ann Lee",
                "192.0.2.150",
                "10.3.4.77",
                placeholder,
                "139");

        assertThat(Restorer.ofMap(map)
                        .whole(
                                "Alba Crane, Alba, Alba Cranes, 12085072482, 120850724829, 192.0.2.150, 192.0.2.1505, "
                                        + placeholder.toLowerCase(Locale.ROOT),
                                false))
                .isEqualTo("Ann Lee, Ann, Ann Cranes, 13800138000, 120850724829, 10.3.4.77, 192.0.2.1505, 139");
    }

    @Test
    void whatIsMadeCoarserIsToldNotToComeBack() {
        var rows = masking(Replacement.GENERALISE).mask(ASKED).rows();

        assertThat(rows).filteredOn(row -> row.kind() == Kind.DATE_OF_BIRTH).noneMatch(Masking.Row::restored);
        assertThat(rows)
                .filteredOn(row -> row.kind() == Kind.PHONE)
                .isNotEmpty()
                .allMatch(Masking.Row::restored);
    }

    @Test
    void coarserValuesDoNotComeBack() {
        var masked = masking(Replacement.GENERALISE).mask(ASKED);

        assertThat(masked.text())
                .contains("date of birth: 1987-03.", "from 192.168.7.0/24;")
                .contains("PHONE_");
        assertThat(masked.restore(masked.text()))
                .isEqualTo(ASKED.replace("1987-03-05", "1987-03").replace("192.168.7.9", "192.168.7.0/24"));
    }

    @Test
    void aKindThatPassesStaysAndIsNotCounted() {
        var scanner = scanner(Replacement.PLACEHOLDER, Map.of(Kind.EMAIL, Replacement.PASS));
        var left = left("write to ann@example.net, call 13800138000", scanner, "1");

        assertThat(new String(left.bytes(), StandardCharsets.UTF_8))
                .contains("ann@example.net")
                .doesNotContain("13800138000");
        assertThat(left.replaced()).doesNotContainKey("email").containsKey("phone-cn");
    }

    @Test
    void aBlockedKindGoesNowhereWhereItWouldHaveToBeReplaced() {
        var scanner = scanner(Replacement.PLACEHOLDER, Map.of(Kind.EMAIL, Replacement.BLOCK));
        var body = Bodies.user("write to ann@example.net");

        assertThat(scanner.scan(body).unmaskable()).isPresent();
        assertThatThrownBy(() -> left("write to ann@example.net", scanner, "1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("sends nothing that has a value of this kind");
        assertThat(scanner.scan(Bodies.user("call 13800138000")).unmaskable()).isEmpty();
        assertThat(Masking.of(scanner, DEIDENTIFIER)
                        .mask("write to ann@example.net")
                        .text())
                .contains("EMAIL_");
    }

    @Test
    void inAConversationAValueKeepsItsSurrogateAndNoTwoValuesShareOne() {
        var scanner = scanner(Replacement.SURROGATE, Map.of());
        var first = left("call 13800138000", scanner, "1");
        var second = left("call 13800138000, or 13800138001", scanner, "1");
        var elsewhere = left("call 13800138000", scanner, "2");

        assertThat(first.surrogates()).hasSize(1);
        assertThat(second.surrogates()).containsAllEntriesOf(first.surrogates()).hasSize(2);
        assertThat(elsewhere.surrogates().keySet())
                .doesNotContainAnyElementsOf(first.surrogates().keySet());
    }

    @Test
    void aSurrogateThatStandsInTheRequestIsNotUsed() {
        var scanner = scanner(Replacement.SURROGATE, Map.of());
        var usual = left("call 13800138000", scanner, "1")
                .surrogates()
                .keySet()
                .iterator()
                .next();
        var text = "call 13800138000, not ticket number A" + usual + "B";
        var masked = left(text, scanner, "1");

        assertThat(masked.surrogates()).doesNotContainKey(usual);
        assertThat(Restorer.of(masked, RestoreInAddresses.ALL).whole("ticket number A" + usual + "B", false))
                .isEqualTo("ticket number A" + usual + "B");
    }

    @Test
    void partsOfOtherWordsAndNumbersAreNoSurrogates() {
        var live = Deidentified.of(
                new byte[0],
                Map.of(),
                Map.of("12055501234", "13800138000", "Alba Crane", "Ann Lee", "陈安平", "孙立国"),
                Map.of(),
                KnownHosts.NONE);

        assertThat(Restorer.of(live, RestoreInAddresses.ALL)
                        .whole("912055501234 120555012345 Alba Cranes Malba Crane alba crane", false))
                .isEqualTo("912055501234 120555012345 Alba Cranes Malba Crane alba crane");
        assertThat(Restorer.of(live, RestoreInAddresses.ALL).whole("陈安平说：Alba Crane, 12055501234.", false))
                .isEqualTo("孙立国说：Ann Lee, 13800138000.");
        assertThat(Restorer.of(live, RestoreInAddresses.ALL).whole("{\"a\":\"1\\nAlba Crane\"}", true))
                .isEqualTo("{\"a\":\"1\\nAnn Lee\"}");
    }

    @Test
    void anyCutOfAnAnswerGivesTheSameAsTheWhole() {
        var live = Deidentified.of(
                new byte[0],
                Map.of("PHONE_K7QX2MD4", "139"),
                Map.of("12055501234", "13800138000", "Alba Crane", "Ann Lee", "陈安平", "孙立国", "陈安宁", "李明"),
                Map.of(),
                KnownHosts.NONE);
        var answer = "陈安平和陈安宁、陈安，Alba Crane, Alba Cranes; 12055501234 120555012345 PHONE_K7QX2MD4 Alba Cran";
        for (var insideJson : List.of(false, true)) {
            var whole = Restorer.of(live, RestoreInAddresses.KNOWN_HOSTS).whole(answer, insideJson);
            assertThat(whole).startsWith("孙立国和李明、陈安，Ann Lee, Alba Cranes; 13800138000 120555012345 139 Alba Cran");
            var random = new Random(11);
            for (var i = 0; i < 500; i++) {
                assertThat(fed(Restorer.of(live, RestoreInAddresses.KNOWN_HOSTS), insideJson, answer, random))
                        .isEqualTo(whole);
            }
        }
    }

    private static String fed(Restorer restorer, boolean insideJson, String answer, Random random) {
        var channel = restorer.channel(insideJson);
        var out = new StringBuilder();
        var at = 0;
        while (at < answer.length()) {
            var to = Math.min(answer.length(), at + random.nextInt(6));
            out.append(channel.feed(answer.substring(at, to)));
            at = to;
        }
        return out.append(channel.flush()).toString();
    }

    @Test
    void whateverIsAskedComesBackAsItWas() {
        var values = List.of(
                "13800138000",
                "138 0013 8000",
                "ann@example.net",
                "+1 212-456-7890",
                "192.168.7.9",
                "4111111111111111",
                "00:1B:44:11:3A:B7");
        var kinds = List.of(Replacement.SURROGATE, Replacement.FORMAT_PRESERVING, Replacement.PLACEHOLDER);
        for (var usual : kinds) {
            var masking = masking(usual);
            for (var seed = 0; seed < 100; seed++) {
                var asked = made(new Random(seed), values);
                var masked = masking.mask(asked);
                assertThat(masked.restore(masked.text())).isEqualTo(asked);
            }
        }
    }

    private static String made(Random random, List<String> values) {
        var text = new ArrayList<String>();
        for (var i = 0; i < 12; i++) {
            text.add(random.nextBoolean() ? values.get(random.nextInt(values.size())) : "word" + random.nextInt(9));
        }
        return String.join(random.nextBoolean() ? ", " : "，", text);
    }
}

package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.Fuzz;
import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comes back, however the stream was cut and however the model wrote the placeholders. */
class RestorerTest {

    private static final Scanner SCANNER = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy());
    private static final Deidentifier DEIDENTIFIER = Deidentifier.of(new byte[32]);
    private static final Masking MASKING = Masking.of(SCANNER, DEIDENTIFIER);

    private static Deidentified live(Map<String, String> live) {
        return Deidentified.of(new byte[0], live, Map.of(), Map.of(), KnownHosts.NONE);
    }

    private static String fed(Restorer restorer, boolean insideJson, List<String> cuts) {
        var channel = restorer.channel(insideJson);
        var out = new StringBuilder();
        cuts.forEach(cut -> out.append(channel.feed(cut)));
        return out.append(channel.flush()).toString();
    }

    private static List<String> cut(String text, Random random, int pieces) {
        var places = random.ints(pieces, 0, text.length() + 1).sorted().toArray();
        var cuts = new ArrayList<String>();
        var from = 0;
        for (var place : places) {
            cuts.add(text.substring(from, place));
            from = place;
        }
        cuts.add(text.substring(from));
        return cuts;
    }

    @Test
    void anyCutOfAnAnswerGivesTheSameAsTheWhole() {
        var placeholders = live(Map.of(
                "PHONE_K7QX2MD4", "138 1234 5678",
                "PHONE_K7QX2MDR5T", "13812345678",
                "EMAIL_BCDF2345", "a\"b@example.com",
                "TOKEN_XYZW6789", "PHONE_K7QX2MD4"));
        var answer = "Call PHONE_K7QX2MD4 or phone\\_k7qx2mdr5t, `EMAIL_BCDF2345`;ＰＨＯＮＥ＿Ｋ７ＱＸ２ＭＤ４号PHONE_K7QX2MD"
                + "PHONEPHONE_K7QX2MD44, [TOKEN_XYZW6789] PHONE_ K7QX2MD4 PHONE_K7QX2MD4PHONE_K7QX2MDR5TPHON";
        for (var insideJson : List.of(false, true)) {
            var whole =
                    Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS).whole(answer, insideJson);
            for (var i = 0; i <= answer.length(); i++) {
                var cuts = List.of(answer.substring(0, i), answer.substring(i));
                assertThat(fed(Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS), insideJson, cuts))
                        .isEqualTo(whole);
            }
            assertThat(fed(
                            Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS),
                            insideJson,
                            List.of(answer.split(""))))
                    .isEqualTo(whole);
            var random = new Random(7);
            for (var i = 0; i < 2000; i++) {
                assertThat(fed(
                                Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS),
                                insideJson,
                                cut(answer, random, 1 + random.nextInt(12))))
                        .isEqualTo(whole);
            }
        }
        assertThat(Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS).whole(answer, false))
                .isEqualTo("Call 138 1234 5678 or 13812345678, `a\"b@example.com`;138 1234 5678号PHONE_K7QX2MD"
                        + "PHONE138 1234 56784, [PHONE_K7QX2MD4] PHONE_ K7QX2MD4 138 1234 567813812345678PHON");
    }

    @Test
    void changedAnswersAreRestoredTheSameWhereverTheyAreCut() {
        var fuzz = Fuzz.ofWords("text", "marks");
        var placeholders = live(Map.of(
                "PHONE_K7QX2MD4",
                "138 1234 5678",
                "PHONE_K7QX2MDR5T",
                "13812345678",
                "EMAIL_BCDF2345",
                "a\"b@example.com"));
        var rounds = Fuzz.play(random -> {
            var answer = fuzz.text(random);
            var insideJson = random.nextBoolean();
            var whole =
                    Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS).whole(answer, insideJson);
            assertThat(fed(
                            Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS),
                            insideJson,
                            cut(answer, random, random.nextInt(12))))
                    .as(answer)
                    .isEqualTo(whole);
            var masked = MASKING.mask(answer);
            assertThat(masked.restore(masked.text())).as(masked.text()).isEqualTo(answer);
        });
        assertThat(rounds).isGreaterThan(20);
    }

    /** A whole text is gone through in leaps; one that comes by characters cannot be. */
    @Test
    void wordsBetweenPlaceholdersChangeNothingHoweverManyThereAre() {
        var placeholders = live(Map.of("PHONE_K7QX2MD4", "13812345678", "OF_BCDFGHJ2", "x"));
        var random = new Random(4);
        var parts = List.of(
                "PHONE_K7QX2MD4",
                "phone\\\\_k7qx2md4",
                "ＰＨＯＮＥ＿Ｋ７ＱＸ２ＭＤ４",
                "PHONE_BCDFGHJ2",
                "CARD\\_BCDFGHJ2",
                "OF_BCDFGHJ2",
                "PHO",
                "a river of words ",
                "unbroken".repeat(9),
                " ",
                "。");
        for (var round = 0; round < 2000; round++) {
            var text = new StringBuilder();
            for (var i = random.nextInt(12); i >= 0; i--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            var whole = Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS);
            var single = Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS);
            assertThat(whole.whole(text.toString(), false))
                    .as(text.toString())
                    .isEqualTo(fed(single, false, List.of(text.toString().split(""))));
            assertThat(whole.restored()).isEqualTo(single.restored());
        }
    }

    @Test
    void onlyAnEndThatMayBecomeAPlaceholderIsHeldBack() {
        var channel = Restorer.of(live(Map.of("PHONE_K7QX2MD4", "1")), RestoreInAddresses.KNOWN_HOSTS)
                .channel(false);
        assertThat(channel.feed("a P")).isEqualTo("a ");
        assertThat(channel.feed("HONX PHONE\\")).isEqualTo("PHONX ");
        assertThat(channel.feed("_K7QX2MD")).isEmpty();
        assertThat(channel.feed("4!")).isEqualTo("1!");
        assertThat(channel.feed("PHONE_K7QX2MD")).isEmpty();
        assertThat(channel.flush()).isEqualTo("PHONE_K7QX2MD");
    }

    @Test
    void insideJsonTheValueIsEscaped() {
        var placeholders = live(Map.of("SECRET_K7QX2MD4", "a\"b\\c\nd"));
        assertThat(Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS).whole("{\"p\":\"SECRET_K7QX2MD4\"}", true))
                .isEqualTo("{\"p\":\"a\\\"b\\\\c\\nd\"}");
        assertThat(Restorer.of(placeholders, RestoreInAddresses.KNOWN_HOSTS).whole("SECRET\\\\_K7QX2MD4", true))
                .isEqualTo("a\\\"b\\\\c\\nd");
    }

    @Test
    void likenessIsNotEnough() {
        var restorer = Restorer.of(live(Map.of("PHONE_K7QX2MD4", "13812345678")), RestoreInAddresses.KNOWN_HOSTS);
        for (var text : List.of(
                "PHONE_K7QX2MD5",
                "PHONE-K7QX2MD4",
                "PHONE_K7QXMD4",
                "PHONE__K7QX2MD4",
                "PHNE_K7QX2MD4",
                "PHONE_K7QX 2MD4")) {
            assertThat(restorer.whole(text, false)).isEqualTo(text);
        }
        assertThat(restorer.restored()).isZero();
    }

    @Test
    void anUnknownLookAlikeStays() {
        var other = MASKING.mask("13900000000", DEIDENTIFIER.scope("x", "2")).text();
        var restorer = Restorer.of(live(Map.of("PHONE_K7QX2MD4", "1")), RestoreInAddresses.KNOWN_HOSTS);
        assertThat(restorer.whole("see " + other + ", and " + other.toLowerCase(Locale.ROOT), false))
                .isEqualTo("see " + other + ", and " + other.toLowerCase(Locale.ROOT));
        assertThat(restorer.restored()).isZero();
    }

    @Test
    void aLongValueRepeatedDoesNotGrowWithoutBounds() {
        var restorer = Restorer.of(live(Map.of("SECRET_K7QX2MD4", "x".repeat(10_000))), RestoreInAddresses.KNOWN_HOSTS);
        var answer = "SECRET_K7QX2MD4 ".repeat(1000);
        var out = restorer.whole(answer, false);
        assertThat(out.length()).isLessThan(Restorer.MOST_RESTORED + answer.length());
        assertThat(restorer.restored()).isEqualTo(Restorer.MOST_RESTORED / 10_000);
        assertThat(restorer.whole("SECRET_K7QX2MD4", false)).as("another text").isEqualTo("SECRET_K7QX2MD4");
        assertThat(out).endsWith("SECRET_K7QX2MD4 ");
    }

    @Test
    void whateverWasMaskedComesBackAsItWasWritten() {
        var sentences = new Sentences(42);
        for (var i = 0; i < 3000; i++) {
            var text = new StringBuilder();
            for (var part = sentences.below(12); part >= 0; part--) {
                text.append(sentences.frame());
                text.append(sentences.below(2) == 0 ? sentences.written(sentences.value()) : sentences.frame());
            }
            var masked = MASKING.mask(text.toString());
            assertThat(masked.restore(masked.text())).isEqualTo(text.toString());
            var again = MASKING.mask(masked.text());
            assertThat(again.rows()).as(text + "\n" + masked.text()).isEmpty();
            assertThat(again.restore(again.text())).isEqualTo(masked.text());
        }
    }

    @Test
    void placeholdersTypedNextToFindingsChangeNothing() {
        var random = new Random(3);
        var scope = DEIDENTIFIER.scope("x", "1");
        var phone = MASKING.mask("13812345678", scope).text();
        var card = MASKING.mask("4111111111111111", scope).text();
        var bits = List.of(
                phone,
                card,
                "13812345678",
                "4111111111111111",
                phone.substring(0, 9),
                card.substring(0, 11),
                "\\",
                "_",
                "PHONE",
                phone.toLowerCase(Locale.ROOT),
                phone.replace("_", "\\_"),
                Sentences.fullWidth(phone),
                "x",
                " ",
                "，",
                phone.substring(6),
                "B",
                "2",
                "138 1234 5678",
                "password=");
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (var part = random.nextInt(6); part >= 0; part--) {
                text.append(bits.get(random.nextInt(bits.size())));
            }
            var masked = MASKING.mask(text.toString(), scope);
            assertThat(masked.restore(masked.text())).as(masked.text()).isEqualTo(text.toString());
        }
    }

    @Test
    void everyPromisedWritingIsFoundInEveryFrame() {
        var sentences = new Sentences(11);
        for (var value : Sentences.VALUES) {
            for (var i = 0; i < 200; i++) {
                var written = sentences.written(value);
                var text = "看" + sentences.frame() + "是" + written + "，" + sentences.frame();
                var masked = MASKING.mask(text);
                assertThat(Characters.normal(masked.text()))
                        .as(text)
                        .doesNotContain(value.substring(value.length() - 6));
                assertThat(masked.text()).doesNotContain(written.substring(written.length() / 2));
            }
        }
    }

    @Test
    void escapesOfJsonHideNothing() {
        for (var value : Sentences.VALUES) {
            var lower = new StringBuilder();
            value.chars().forEach(c -> lower.append(String.format("\\u%04x", c)));
            var upper = lower.toString().toUpperCase(Locale.ROOT).replace("\\U", "\\u");
            for (var shown : List.of(lower.toString(), upper, JsonText.escape(lower.toString()))) {
                var masked = MASKING.mask("看：" + shown + "。");
                assertThat(masked.rows()).as(shown).hasSize(1);
                assertThat(masked.text()).doesNotContain(shown.substring(shown.length() - 30));
                assertThat(masked.restore(masked.text())).isEqualTo("看：" + shown + "。");
            }
            var body = Bodies.run('"' + lower.toString() + '"', 0, io.ambo.wire.TextSpan.Form.TEXT);
            assertThat(SCANNER.scan(body).findings()).as(value).hasSize(1);
        }
    }
}

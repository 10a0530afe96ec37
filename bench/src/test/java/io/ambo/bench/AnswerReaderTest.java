package io.ambo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    private static final String BODY = "data: one\n\ndata: two\n\n";
    private static final String FIXED =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n"
            + BODY.substring(0, 11) + "\r\nB\r\n" + BODY.substring(11) + "\r\n0\r\n\r\n";

    private final AnswerReader reader = new AnswerReader(new SameBytes(BODY.getBytes(US_ASCII)));

    private boolean read(String bytes) {
        return reader.read(Unpooled.copiedBuffer(bytes, US_ASCII));
    }

    @Test
    void answersCutAtAnyByteAreWholeAtTheirEndOnly() {
        for (var answer : new String[] {FIXED, CHUNKED}) {
            for (var cut = 1; cut < answer.length(); cut++) {
                reader.next();
                assertThat(read(answer.substring(0, cut))).as("cut at %d", cut).isFalse();
                assertThat(read(answer.substring(cut))).as("cut at %d", cut).isTrue();
                assertThat(reader.right()).as("cut at %d", cut).isTrue();
            }
        }
    }

    @Test
    void anotherBodyIsWrong() {
        assertThat(read(FIXED.replace("two", "twi"))).isTrue();
        assertThat(reader.right()).isFalse();
    }

    @Test
    void aShorterOrLongerBodyIsWrong() {
        assertThat(read(FIXED.replace("Length: 22", "Length: 21"))).isTrue();
        assertThat(reader.right()).isFalse();
        reader.next();
        assertThat(read(CHUNKED.replace("\r\n0\r\n", "\r\n1\r\nx\r\n0\r\n"))).isTrue();
        assertThat(reader.right()).isFalse();
    }

    @Test
    void anotherStatusIsWrong() {
        assertThat(read(FIXED.replace("200 OK", "502 Bad Gateway"))).isTrue();
        assertThat(reader.right()).isFalse();
    }

    @Test
    void bytesBehindTheEndAreWrong() {
        assertThat(read(CHUNKED + "x")).isTrue();
        assertThat(reader.right()).isFalse();
    }

    @Test
    void theFirstWordsComeAfterTheEventThatNamesTheRole() {
        var role = "data: {\"delta\": {\"role\": \"assistant\", \"content\": \"\"}}\n\n";
        var words = "data: {\"delta\": {\"content\": \"Hello\"}}\n\n";
        var streamed = new AnswerReader(new SameBytes((role + words).getBytes(US_ASCII)));
        var head = "HTTP/1.1 200 OK\r\nContent-Length: " + (role + words).length() + "\r\n\r\n";
        streamed.read(Unpooled.copiedBuffer(head + role, US_ASCII));
        assertThat(streamed.spoken()).isFalse();
        streamed.read(Unpooled.copiedBuffer(words.substring(0, words.indexOf("ello")), US_ASCII));
        assertThat(streamed.spoken()).isTrue();
    }
}

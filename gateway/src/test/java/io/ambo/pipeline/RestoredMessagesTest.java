package io.ambo.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.format.AnthropicMessages;
import io.ambo.format.ReplyFrame;
import io.ambo.format.ReplyReader;
import io.ambo.format.Surface;
import io.ambo.privacy.Deidentifiers;
import io.ambo.wire.SseEvent;
import io.ambo.wire.SseReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stream of Anthropic's Messages with values put back: only where they belong, however the bytes are cut. */
class RestoredMessagesTest {

    private static final String STREAM = """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","content":[],"usage":{"input_tokens":3,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"I call PHONE_K7"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"QX2MD4 or SECRET_B"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"PHONE_K7QX2MD4"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\":\\"SECRET_BCDF"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"2345\\"}"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"Done: PHONE_K7QX2MD4"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"citations_delta","citation":{"cited_text":"PHONE_K7QX2MD4"}}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":2}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":9}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    private static String restored(int cut) throws Exception {
        var request = Surface.MESSAGES.read(
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
                        .getBytes(UTF_8),
                64);
        ReplyReader reader = AnthropicMessages.FORMAT.reader(request);
        var live = Deidentifiers.live(Map.of("PHONE_K7QX2MD4", "13812345678", "SECRET_BCDF2345", "a\"b"));
        var restoration = new Restoration(live, RestoreInAddresses.KNOWN_HOSTS, _ -> true, reader, false);
        var arrived = new ArrayList<SseEvent>();
        var bytes = STREAM.getBytes(UTF_8);
        var events = new SseReader(1 << 20, arrived::add);
        events.read(ByteBuffer.wrap(bytes, 0, cut));
        events.read(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
        var out = new ByteArrayOutputStream();
        for (var event : arrived) {
            var frame = reader.event(event);
            if (frame.isPresent()) {
                restoration.event(event, frame.get()).forEach(it -> out.writeBytes(it.raw()));
            } else {
                out.writeBytes(event.raw());
            }
        }
        assertThat(reader.ended()).isTrue();
        return out.toString(UTF_8);
    }

    @Test
    void everyTextIsRestoredAndNoSignatureIsTouched() throws Exception {
        var whole = restored(0);
        assertThat(whole)
                .contains(
                        "\"thinking\":\"I call \"",
                        "\"thinking\":\"13812345678 or \"",
                        "\"thinking_delta\",\"thinking\":\"SECRET_B\"",
                        "\"signature\":\"PHONE_K7QX2MD4\"",
                        "\"text\":\"Done: 13812345678\"",
                        "\"cited_text\":\"13812345678\"",
                        "\"stop_reason\":\"tool_use\"")
                .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        assertThat(whole).as("escaped twice, for it stands in JSON in JSON").contains("a\\\\\\\"b");
        assertThat(whole.indexOf("SECRET_B"))
                .isLessThan(whole.indexOf("{\"type\":\"content_block_stop\",\"index\":0}"));
        for (var cut = 1; cut <= STREAM.length(); cut++) {
            assertThat(restored(cut)).as("cut at %s", cut).isEqualTo(whole);
        }
    }

    @Test
    void aWholeMessageIsRestoredInTextsAndInputsAlone() throws Exception {
        var request = Surface.MESSAGES.read(
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
                        .getBytes(UTF_8),
                64);
        var reader = AnthropicMessages.FORMAT.reader(request);
        var live = Deidentifiers.live(Map.of("PHONE_K7QX2MD4", "13812345678"));
        var restoration = new Restoration(live, RestoreInAddresses.KNOWN_HOSTS, _ -> true, reader, false);
        var message = "{\"id\":\"PHONE_K7QX2MD4\",\"type\":\"message\",\"content\":["
                + "{\"type\":\"thinking\",\"thinking\":\"PHONE_K7QX2MD4\",\"signature\":\"PHONE_K7QX2MD4\"},"
                + "{\"type\":\"redacted_thinking\",\"data\":\"PHONE_K7QX2MD4\"},"
                + "{\"type\":\"tool_use\",\"id\":\"PHONE_K7QX2MD4\",\"name\":\"f\",\"input\":{\"a\":[\"PHONE_K7QX2MD4\"]}}],"
                + "\"stop_reason\":\"tool_use\"}";
        ReplyFrame frame = reader.whole(message.getBytes(UTF_8));

        assertThat(reader.isAnswer(frame)).isTrue();
        assertThat(new String(restoration.whole(frame), UTF_8))
                .isEqualTo(message.replace("\"thinking\":\"PHONE_K7QX2MD4\"", "\"thinking\":\"13812345678\"")
                        .replace("[\"PHONE_K7QX2MD4\"]", "[\"13812345678\"]"));
    }
}

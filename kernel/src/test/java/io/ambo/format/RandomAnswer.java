package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** Makes up answers and says each of them whole and as a stream, in a provider's own format. */
final class RandomAnswer {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> WORDS =
            List.of("Hello", " 张伟", "😀", "\n", "\"quoted\"", "\\", " PHONE_K7QX2MD4");
    private static final String USAGE = "{\"input_tokens\":12,\"cache_creation_input_tokens\":3,"
            + "\"cache_read_input_tokens\":40,\"output_tokens\":%d}";

    private final Random random;
    private final boolean carriageReturns;
    private final StringBuilder stream = new StringBuilder();

    RandomAnswer(long seed) {
        random = new Random(seed);
        carriageReturns = random.nextInt(4) == 0;
    }

    /** A whole reply and its stream. */
    record Said(byte[] whole, byte[] stream) {}

    Said anthropic() {
        var head = "\"id\":\"msg_01\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\"";
        event(
                "message_start",
                "\"message\":{" + head + ",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null," + "\"usage\":"
                        + USAGE.formatted(1) + "}");
        var blocks = new ArrayList<String>();
        for (var i = random.nextInt(5); i > 0; i--) {
            blocks.add(block(blocks.size()));
            if (random.nextInt(3) == 0) {
                event("ping", "");
            }
        }
        var stop = List.of("end_turn", "max_tokens", "stop_sequence", "tool_use", "refusal", "pause_turn")
                .get(random.nextInt(6));
        event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"" + stop + "\",\"stop_sequence\":null},"
                        + "\"usage\":{\"output_tokens\":25}");
        event("message_stop", "");
        var whole = "{" + head + ",\"content\":[" + String.join(",", blocks) + "],\"stop_reason\":\"" + stop
                + "\",\"usage\":" + USAGE.formatted(25) + "}";
        return new Said(whole.getBytes(UTF_8), stream.toString().getBytes(UTF_8));
    }

    private String block(int index) {
        return switch (random.nextInt(4)) {
            case 0 -> texts(index, "thinking", ",\"signature\":\"EqQB\"");
            case 1 -> {
                delta(index, "{\"type\":\"redacted_thinking\",\"data\":\"EmwK\"}", "", List.of());
                yield "{\"type\":\"redacted_thinking\",\"data\":\"EmwK\"}";
            }
            case 2 -> call(index);
            default -> texts(index, "text", "");
        };
    }

    private String texts(int index, String type, String also) {
        var text = words();
        delta(
                index,
                "{\"type\":\"" + type + "\",\"" + type + "\":\"\"" + also.replace("EqQB", "") + "}",
                "\"type\":\"" + type + "_delta\",\"" + type + "\":",
                cut(text));
        return "{\"type\":\"" + type + "\",\"" + type + "\":" + quoted(text) + also + "}";
    }

    private String call(int index) {
        var input = random.nextInt(3) == 0 ? "{}" : MAPPER.writeValueAsString(Map.of("city", words()));
        var head = "{\"type\":\"tool_use\",\"id\":\"toolu_" + index + "\",\"name\":\"get_weather\",\"input\":";
        var parts = new ArrayList<>(List.of(""));
        parts.addAll(input.equals("{}") ? List.of() : cut(input));
        delta(index, head + "{}}", "\"type\":\"input_json_delta\",\"partial_json\":", parts);
        return head + input + "}";
    }

    private void delta(int index, String start, String head, List<String> parts) {
        event("content_block_start", "\"index\":" + index + ",\"content_block\":" + start);
        parts.forEach(part ->
                event("content_block_delta", "\"index\":" + index + ",\"delta\":{" + head + quoted(part) + "}"));
        event("content_block_stop", "\"index\":" + index);
    }

    private void event(String type, String members) {
        var line = carriageReturns ? "\r\n" : "\n";
        stream.append("event: ").append(type).append(line);
        stream.append("data: {\"type\":\"").append(type).append('"');
        stream.append(members.isEmpty() ? "" : ",")
                .append(members)
                .append('}')
                .append(line)
                .append(line);
    }

    Said openAi() {
        var content = words();
        var reasoning = words();
        var arguments = MAPPER.writeValueAsString(Map.of("city", words()));
        var usage = "{\"prompt_tokens\":20,\"completion_tokens\":9,\"total_tokens\":29,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":4}}";
        var call = "{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":";
        chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
        cut(reasoning).forEach(part -> chunk("{\"reasoning_content\":" + quoted(part) + "}", "null"));
        cut(content).forEach(part -> chunk("{\"content\":" + quoted(part) + "}", "null"));
        chunk("{\"tool_calls\":[{\"index\":0," + call.substring(1) + "\"\"}}]}", "null");
        cut(arguments)
                .forEach(part -> chunk(
                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + quoted(part) + "}}]}", "null"));
        chunk("{}", "\"tool_calls\"");
        stream.append("data: {\"id\":\"c\",\"choices\":[],\"usage\":")
                .append(usage)
                .append("}\n\ndata: [DONE]\n\n");
        var whole = "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + quoted(content) + ",\"reasoning_content\":" + quoted(reasoning) + ",\"tool_calls\":[" + call
                + quoted(arguments) + "}}]},\"finish_reason\":\"tool_calls\"}],\"usage\":" + usage + "}";
        return new Said(whole.getBytes(UTF_8), stream.toString().getBytes(UTF_8));
    }

    private void chunk(String delta, String finish) {
        stream.append("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":")
                .append(delta);
        stream.append(",\"finish_reason\":").append(finish).append("}]}\n\n");
    }

    private String words() {
        var text = new StringBuilder();
        for (var i = random.nextInt(5); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    /** Fragments of a text, none of which ends in the middle of a character. */
    private List<String> cut(String text) {
        var parts = new ArrayList<String>();
        var from = 0;
        while (from < text.length()) {
            var to = text.offsetByCodePoints(
                    from, Math.min(1 + random.nextInt(4), text.codePointCount(from, text.length())));
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }

    private static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }
}

package io.ambo.standin;

import io.ambo.standin.Answer.Call;
import io.ambo.standin.Answer.Choice;
import io.ambo.standin.Answer.Usage;
import io.ambo.standin.VendorFormat.Manner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers in the format of Messages: one message, or a stream of named events. */
final class AnthropicAnswers {
    private final Answer answer;
    private final Manner manner;
    private final List<String> events = new ArrayList<>();

    private AnthropicAnswers(Answer answer, Manner manner) {
        this.answer = answer;
        this.manner = manner;
    }

    static String event(String name, JsonNode payload) {
        return "event: " + name + "\ndata: " + Json.compact(payload) + "\n\n";
    }

    static JsonNode whole(Answer answer, Manner manner) {
        Choice choice = answer.choices().getFirst();
        List<JsonNode> blocks = new ArrayList<>();
        if (choice.calls().isEmpty()) {
            blocks.add(Json.object("type", "text", "text", choice.text()));
        }
        choice.calls().forEach(call -> blocks.add(toolUse(call, call.arguments())));
        ObjectNode message = message(answer, blocks, finish(choice));
        if (manner.usage()) {
            message.set("usage", usage(answer.usage(), answer.usage().completion()));
        }
        return message;
    }

    private static ObjectNode message(Answer answer, List<JsonNode> blocks, @Nullable String finish) {
        return Json.object(
                "model",
                answer.model(),
                "id",
                "msg_standin" + answer.id(),
                "type",
                "message",
                "role",
                "assistant",
                "content",
                blocks,
                "stop_reason",
                finish,
                "stop_sequence",
                null);
    }

    private static JsonNode toolUse(Call call, JsonNode input) {
        return Json.object("type", "tool_use", "id", "toolu_standin" + call.id(), "name", call.name(), "input", input);
    }

    private static String finish(Choice choice) {
        return switch (choice.finish()) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOLS -> "tool_use";
        };
    }

    private static JsonNode usage(Usage usage, int output) {
        return Json.object(
                "input_tokens",
                usage.prompt() - usage.cached(),
                "cache_creation_input_tokens",
                0,
                "cache_read_input_tokens",
                usage.cached(),
                "cache_creation",
                Json.object("ephemeral_5m_input_tokens", 0, "ephemeral_1h_input_tokens", 0),
                "output_tokens",
                output,
                "service_tier",
                "standard");
    }

    static List<String> events(Answer answer, Manner manner) {
        AnthropicAnswers writer = new AnthropicAnswers(answer, manner);
        writer.start();
        writer.blocks(answer.choices().getFirst());
        writer.end(answer.choices().getFirst());
        return writer.events;
    }

    private void add(String name, Object... members) {
        ObjectNode payload = Json.object("type", name);
        payload.setAll(Json.object(members));
        events.add(event(name, payload));
    }

    private void start() {
        ObjectNode message = message(answer, List.of(), null);
        if (manner.usage()) {
            message.set("usage", usage(answer.usage(), 1));
        }
        add("message_start", "message", message);
    }

    private void blocks(Choice choice) {
        if (choice.calls().isEmpty()) {
            block(
                    0,
                    Json.object("type", "text", "text", ""),
                    "text_delta",
                    "text",
                    Answer.pieces(choice.text(), manner.chunk()));
        }
        for (int index = 0; index < choice.calls().size(); index++) {
            Call call = choice.calls().get(index);
            List<String> pieces = new ArrayList<>(List.of(""));
            pieces.addAll(Answer.pieces(Json.compact(call.arguments()), manner.chunk()));
            block(index, toolUse(call, Json.object()), "input_json_delta", "partial_json", pieces);
        }
    }

    private void block(int index, JsonNode opening, String type, String member, List<String> pieces) {
        add("content_block_start", "index", index, "content_block", opening);
        if (index == 0) {
            add("ping");
        }
        for (String piece : pieces) {
            add("content_block_delta", "index", index, "delta", Json.object("type", type, member, piece));
        }
        add("content_block_stop", "index", index);
    }

    private void end(Choice choice) {
        ObjectNode delta = Json.object("stop_reason", finish(choice), "stop_sequence", null);
        if (manner.usage()) {
            Usage usage = answer.usage();
            JsonNode told = Json.object(
                    "input_tokens",
                    usage.prompt() - usage.cached(),
                    "cache_creation_input_tokens",
                    0,
                    "cache_read_input_tokens",
                    usage.cached(),
                    "output_tokens",
                    usage.completion());
            add("message_delta", "delta", delta, "usage", told);
        } else {
            add("message_delta", "delta", delta);
        }
        add("message_stop");
    }
}

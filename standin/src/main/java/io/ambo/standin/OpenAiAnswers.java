package io.ambo.standin;

import io.ambo.standin.Answer.Call;
import io.ambo.standin.Answer.Choice;
import io.ambo.standin.Answer.Usage;
import io.ambo.standin.VendorFormat.Manner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers in the format of Chat Completions: one object, or a stream of chunks. */
final class OpenAiAnswers {
    /** A fixed time, so that equal requests get equal bytes: 2026-01-01T00:00:00Z. */
    static final long CREATED = 1_767_225_600L;

    private static final String FINGERPRINT = "fp_standin000";
    private static final int PADDED_LENGTH = 16;
    private static final String FILLER = "sTaNdInPaDdInG00";

    private final Question question;
    private final Answer answer;
    private final Manner manner;
    private final List<String> events = new ArrayList<>();

    OpenAiAnswers(Question question, Answer answer, Manner manner) {
        this.question = question;
        this.answer = answer;
        this.manner = manner;
    }

    static String event(JsonNode payload) {
        return "data: " + Json.compact(payload) + "\n\n";
    }

    static JsonNode whole(Answer answer, Manner manner) {
        List<JsonNode> choices = IntStream.range(0, answer.choices().size())
                .mapToObj(index -> choice(index, answer.choices().get(index)))
                .toList();
        ObjectNode whole = Json.object(
                "id",
                id(answer),
                "object",
                "chat.completion",
                "created",
                CREATED,
                "model",
                answer.model(),
                "choices",
                choices);
        if (manner.usage()) {
            whole.set("usage", usage(answer.usage()));
        }
        return whole.put("service_tier", "default").put("system_fingerprint", FINGERPRINT);
    }

    private static String id(Answer answer) {
        return "chatcmpl-standin" + answer.id();
    }

    private static JsonNode choice(int index, Choice choice) {
        ObjectNode message = Json.object("role", "assistant");
        if (choice.calls().isEmpty()) {
            message.put("content", choice.text());
        } else {
            message.putNull("content");
            message.set(
                    "tool_calls",
                    Json.node(choice.calls().stream().map(OpenAiAnswers::call).toList()));
        }
        message.putNull("refusal").putArray("annotations");
        return Json.object("index", index, "message", message, "logprobs", null, "finish_reason", finish(choice));
    }

    private static ObjectNode call(Call call) {
        return opening(call, Json.compact(call.arguments()));
    }

    private static ObjectNode opening(Call call, String arguments) {
        return Json.object(
                "id",
                "call_standin" + call.id(),
                "type",
                "function",
                "function",
                Json.object("name", call.name(), "arguments", arguments));
    }

    private static String finish(Choice choice) {
        return switch (choice.finish()) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOLS -> "tool_calls";
        };
    }

    private static JsonNode usage(Usage usage) {
        return Json.object(
                "prompt_tokens", usage.prompt(),
                "completion_tokens", usage.completion(),
                "total_tokens", usage.prompt() + usage.completion(),
                "prompt_tokens_details", Json.object("cached_tokens", usage.cached(), "audio_tokens", 0),
                "completion_tokens_details",
                        Json.object(
                                "reasoning_tokens", 0,
                                "audio_tokens", 0,
                                "accepted_prediction_tokens", 0,
                                "rejected_prediction_tokens", 0));
    }

    /** All events; the choices of an answer are interleaved, and each chunk names its choice. */
    List<String> events() {
        List<List<JsonNode>> deltas =
                answer.choices().stream().map(this::deltas).toList();
        for (List<Turn> round : rounds(deltas)) {
            round.forEach(turn -> add(chunk(turn.lane(), turn.node(), null)));
        }
        for (int index = 0; index < answer.choices().size(); index++) {
            add(chunk(index, Json.object(), finish(answer.choices().get(index))));
        }
        if (question.usageAsked() && manner.usage()) {
            add(envelope(List.of(), usage(answer.usage())));
        }
        events.add("data: [DONE]\n\n");
        return events;
    }

    private void add(ObjectNode chunk) {
        if (question.padded()) {
            chunk.put("obfuscation", FILLER.substring(events.size() % PADDED_LENGTH));
        }
        events.add(event(chunk));
    }

    private ObjectNode chunk(int index, JsonNode delta, @Nullable String finish) {
        JsonNode choice = Json.object("index", index, "delta", delta, "logprobs", null, "finish_reason", finish);
        return envelope(List.of(choice), null);
    }

    private ObjectNode envelope(List<JsonNode> choices, @Nullable JsonNode usage) {
        ObjectNode chunk = Json.object(
                "id",
                id(answer),
                "object",
                "chat.completion.chunk",
                "created",
                CREATED,
                "model",
                answer.model(),
                "service_tier",
                "default",
                "system_fingerprint",
                FINGERPRINT,
                "choices",
                choices);
        if (question.usageAsked()) {
            chunk.set("usage", Json.node(usage));
        }
        return chunk;
    }

    private List<JsonNode> deltas(Choice choice) {
        List<JsonNode> deltas = new ArrayList<>();
        if (choice.calls().isEmpty()) {
            deltas.add(Json.object("role", "assistant", "content", "", "refusal", null));
            Answer.pieces(choice.text(), manner.chunk()).forEach(piece -> deltas.add(Json.object("content", piece)));
        } else {
            deltas.add(Json.object("role", "assistant", "content", null));
            deltas.addAll(callDeltas(choice.calls()));
        }
        return deltas;
    }

    private List<JsonNode> callDeltas(List<Call> calls) {
        List<List<JsonNode>> lanes = IntStream.range(0, calls.size())
                .mapToObj(index -> callDeltas(index, calls.get(index)))
                .toList();
        if (!manner.interleaved()) {
            return lanes.stream().flatMap(List::stream).toList();
        }
        return rounds(lanes).stream().flatMap(List::stream).map(Turn::node).toList();
    }

    private List<JsonNode> callDeltas(int index, Call call) {
        List<JsonNode> deltas = new ArrayList<>();
        deltas.add(callDelta(index, opening(call, "")));
        for (String piece : Answer.pieces(Json.compact(call.arguments()), manner.chunk())) {
            deltas.add(callDelta(index, Json.object("function", Json.object("arguments", piece))));
        }
        return deltas;
    }

    private static JsonNode callDelta(int index, ObjectNode members) {
        ObjectNode call = Json.object("index", index);
        call.setAll(members);
        return Json.object("tool_calls", List.of(call));
    }

    private record Turn(int lane, JsonNode node) {}

    /** Interleaves: the first of each list, then the second of each, and so on. */
    private static List<List<Turn>> rounds(List<List<JsonNode>> lanes) {
        int longest = lanes.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, longest)
                .mapToObj(round -> IntStream.range(0, lanes.size())
                        .filter(lane -> round < lanes.get(lane).size())
                        .mapToObj(lane -> new Turn(lane, lanes.get(lane).get(round)))
                        .toList())
                .toList();
    }
}

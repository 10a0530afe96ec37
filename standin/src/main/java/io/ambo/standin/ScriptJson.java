package io.ambo.standin;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Scripts written as JSON: {@code {"status": 429, "retry_after": 2}}. At most one member says what is sent
 * ({@code raw}, {@code events}, {@code redirect}, {@code wire_base64}, {@code garbage}, {@code garbage_body}); each other
 * one refines it as the method of {@link Script} of the same name. Durations are whole milliseconds and end with
 * {@code _ms}; methods without parameters take {@code true}.
 */
final class ScriptJson {
    private static final Map<String, Function<JsonNode, Script>> ORIGINS = Map.ofEntries(
            entry("raw", value -> Script.raw(value.stringValue())),
            entry("events", value -> Script.events(texts(value))),
            entry("redirect", value -> Script.redirect(value.stringValue())),
            entry("wire_base64", value -> Script.wire(Base64.getDecoder().decode(value.stringValue()))),
            entry("garbage", _ -> Script.garbage()),
            entry("garbage_body", _ -> Script.garbageBody()),
            entry("stall", _ -> Script.stall()),
            entry("cut_before_answer", _ -> Script.cutBeforeAnswer()),
            entry("reset_before_answer", _ -> Script.resetBeforeAnswer()));

    private static final Map<String, BiFunction<Script, JsonNode, Script>> REFINEMENTS = Map.ofEntries(
            entry("status", (script, value) -> script.withStatus(value.intValue())),
            entry("headers", ScriptJson::headers),
            entry("retry_after", (script, value) -> script.retryAfter(value.intValue())),
            entry("content_type", (script, value) -> script.contentType(value.stringValue())),
            entry("delay_head_ms", (script, value) -> script.delayHead(milliseconds(value))),
            entry("delay_first_ms", (script, value) -> script.delayFirst(milliseconds(value))),
            entry("delay_between_ms", (script, value) -> script.delayBetween(milliseconds(value))),
            entry("stall_after_events", (script, value) -> script.stallAfterEvents(value.intValue())),
            entry("stall_after_bytes", (script, value) -> script.stallAfterBytes(value.intValue())),
            entry("cut_after_events", (script, value) -> script.cutAfterEvents(value.intValue())),
            entry("cut_after_bytes", (script, value) -> script.cutAfterBytes(value.intValue())),
            entry("reset_after_events", (script, value) -> script.resetAfterEvents(value.intValue())),
            entry("reset_after_bytes", (script, value) -> script.resetAfterBytes(value.intValue())),
            entry("half_close_after_bytes", (script, value) -> script.halfCloseAfterBytes(value.intValue())),
            entry("close_after", (script, _) -> script.closeAfter()),
            entry("close_after_ms", (script, value) -> script.closeAfter(milliseconds(value))),
            entry("error_after_events", (script, value) -> script.errorAfterEvents(value.intValue())),
            entry("oversized_line", (script, value) -> script.oversizedLine(value.intValue())),
            entry("crlf", (script, _) -> script.crlf()),
            entry("split_every", (script, value) -> script.splitEvery(value.intValue())),
            entry("split_at", (script, value) -> script.splitAt(numbers(value))),
            entry("length_off", (script, value) -> script.lengthOff(value.intValue())),
            entry("no_usage", (script, _) -> script.noUsage()),
            entry("interleaved", (script, _) -> script.interleaved()),
            entry("chunk", (script, value) -> script.chunk(value.intValue())),
            entry("times", (script, value) -> script.times(value.intValue())));

    private ScriptJson() {}

    /**
     * Reads one script, or a list of them.
     *
     * @throws IllegalArgumentException if it is no script; the message says where and why
     */
    static List<Script> read(byte[] body) {
        JsonNode root = Json.read(body).orElseThrow(() -> new IllegalArgumentException("the body is not JSON"));
        List<Script> scripts = new ArrayList<>();
        if (root.isArray()) {
            root.forEach(each -> scripts.add(script(each)));
        } else {
            scripts.add(script(root));
        }
        return scripts;
    }

    private static Script script(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("a script is a JSON object");
        }
        Script script = Script.answer();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            Function<JsonNode, Script> origin = ORIGINS.get(member.getKey());
            script = origin == null ? script : checked(member, () -> origin.apply(member.getValue()));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            script = refined(script, member);
        }
        return script;
    }

    private static Script refined(Script script, Map.Entry<String, JsonNode> member) {
        BiFunction<Script, JsonNode, Script> refinement = REFINEMENTS.get(member.getKey());
        if (refinement != null) {
            return checked(member, () -> refinement.apply(script, member.getValue()));
        }
        if (ORIGINS.containsKey(member.getKey())) {
            return script;
        }
        throw new IllegalArgumentException("unknown member \"" + member.getKey() + "\"; known are " + known());
    }

    /** The names of all members, sorted. */
    static SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>(REFINEMENTS.keySet());
        known.addAll(ORIGINS.keySet());
        return known;
    }

    private static Script checked(Map.Entry<String, JsonNode> member, Supplier<Script> made) {
        try {
            return made.get();
        } catch (JacksonException | IllegalStateException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException("member \"" + member.getKey() + "\": " + wrong.getMessage(), wrong);
        }
    }

    private static Script headers(Script script, JsonNode value) {
        Script changed = script;
        for (Map.Entry<String, JsonNode> header : value.properties()) {
            changed = changed.header(header.getKey(), header.getValue().asString());
        }
        return changed;
    }

    private static Duration milliseconds(JsonNode value) {
        return Duration.ofMillis(value.longValue());
    }

    private static List<String> texts(JsonNode value) {
        return value.valueStream().map(JsonNode::stringValue).toList();
    }

    private static int[] numbers(JsonNode value) {
        return value.valueStream().mapToInt(JsonNode::intValue).toArray();
    }
}

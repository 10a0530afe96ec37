package io.ambo.format;

import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an upstream says of its error, in whichever of the forms in use: an object, a text or a list under {@code error},
 * {@code errors} or {@code detail}, in a list of one, or at the top.
 *
 * @param words its words, as they came; empty when it has none
 * @param code its code for the error, if it has one that looks like a code
 * @param type its kind of error, likewise
 * @param failedGeneration what the model wrote that the provider could not take for a call of a tool or for JSON, as it
 *     came (Groq, https://console.groq.com/docs/errors, read 2026-11-30)
 */
public record UpstreamError(
        String words, Optional<String> code, Optional<String> type, Optional<String> failedGeneration) {

    /** An error without words. */
    public static final UpstreamError NOTHING =
            new UpstreamError("", Optional.empty(), Optional.empty(), Optional.empty());

    private static final int MOST_LISTED = 5;
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]{0,63}|[0-9]{1,6}");
    private static final List<String> HOLDERS = List.of("error", "errors", "detail", "details", "base_resp");
    private static final List<String> WORDS =
            List.of("message", "error_message", "msg", "error_msg", "status_msg", "detail", "title", "description");

    /** Reads the body of an error, or the data of an event that is one. */
    public static UpstreamError of(byte[] body) {
        try {
            var index = JsonIndex.of(body);
            return new Reading(index).read();
        } catch (JsonException e) {
            // a page of a proxy, or nothing: no words that could be told from the rest
            return NOTHING;
        }
    }

    /** One reading. */
    private record Reading(JsonIndex index) {

        UpstreamError read() {
            var top = index.is(0, JsonIndex.ARRAY) && index.next(0) > 1 ? 1 : 0;
            for (var holder : HOLDERS) {
                var node = index.member(top, holder);
                var words = node < 0 ? "" : words(node);
                if (!words.isEmpty()) {
                    return new UpstreamError(words, code(node, top), type(node, top), failedGeneration(node));
                }
            }
            return new UpstreamError(words(top), code(top, top), type(top, top), failedGeneration(top));
        }

        private Optional<String> failedGeneration(int error) {
            var node = index.member(error, "failed_generation");
            return node >= 0 && index.is(node, JsonIndex.STRING)
                    ? Optional.of(index.text(node)).filter(text -> !text.isBlank())
                    : Optional.empty();
        }

        private String words(int node) {
            return switch (index.type(node)) {
                case JsonIndex.STRING -> index.text(node);
                case JsonIndex.OBJECT -> ofObject(node);
                case JsonIndex.ARRAY -> ofList(node);
                default -> "";
            };
        }

        /** The words of an object, with the place that it speaks of ({@code loc} is FastAPI's). */
        private String ofObject(int object) {
            for (var name : WORDS) {
                var node = index.member(object, name);
                var words = node < 0 || index.is(node, JsonIndex.ARRAY) ? "" : words(node);
                if (!words.isBlank()) {
                    var place = place(index.member(object, "loc"));
                    return place.isEmpty() ? words : place + ": " + words;
                }
            }
            return "";
        }

        private String place(int steps) {
            var place = new ArrayList<String>();
            if (steps >= 0 && index.is(steps, JsonIndex.ARRAY)) {
                for (var s = steps + 1; s < index.next(steps) && place.size() < MOST_LISTED; s = index.next(s)) {
                    place.add(index.text(s));
                }
            }
            return String.join(".", place);
        }

        private String ofList(int list) {
            var all = new ArrayList<String>();
            for (var e = list + 1; e < index.next(list) && all.size() < MOST_LISTED; e = index.next(e)) {
                var words = words(e);
                if (!words.isBlank()) {
                    all.add(words);
                }
            }
            return String.join("; ", all);
        }

        private Optional<String> code(int error, int top) {
            return code(error, "code").or(() -> code(error, "status_code")).or(() -> code(top, "code"));
        }

        private Optional<String> type(int error, int top) {
            return code(error, "type").or(() -> code(error, "status")).or(() -> code(top, "type"));
        }

        private Optional<String> code(int object, String name) {
            var node = index.member(object, name);
            return node >= 0 && (index.is(node, JsonIndex.STRING) || index.is(node, JsonIndex.NUMBER))
                    ? Optional.of(index.text(node))
                            .filter(text -> CODE.matcher(text).matches())
                    : Optional.empty();
        }
    }
}

package io.ambo.routing;

import io.ambo.core.Capability;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Health;
import io.ambo.core.Money;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A {@link Question} as JSON; default values are omitted. */
final class QuestionJson {

    private QuestionJson() {}

    static String write(Question question) {
        var json = new JsonWriter(512).openObject();
        json.member("asked", question.asked());
        json.member("policy", question.policy());
        json.member("at", question.at().toString());
        allowance(json, question.allowance());
        content(json, question.content());
        size(json, question.size());
        texts(json, "needs", ids(question.needs(), Capability::id));
        counts(json, "languages", question.languages());
        texts(json, "steering", question.steering());
        circumstances(json, question.circumstances());
        question.budgetLeft().ifPresent(left -> {
            json.member("budget_nanos", left.nanos());
            json.member("currency", left.currency());
        });
        if (question.router() != Question.FIRST_ROUTER) {
            json.member("router", question.router());
        }
        return json.closeObject().toString();
    }

    private static void allowance(JsonWriter json, Question.Allowance allowance) {
        texts(json, "models", allowance.models());
        if (allowance.kinds().size() < DestinationKind.values().length) {
            array(json, "kinds", ids(allowance.kinds(), DestinationKind::id));
        }
    }

    private static void content(JsonWriter json, Question.Content content) {
        json.member("class", content.dataClass().name());
        counts(json, "found", content.found());
        content.unmaskable().ifPresent(place -> json.member("unmaskable", place));
        if (content.media()) {
            json.member("media", true);
        }
        if (content.opaque()) {
            array(json, "opaque", content.issuers());
        }
    }

    private static void size(JsonWriter json, Question.Size size) {
        json.member("input", size.input());
        json.member("output", size.output());
        size.maxOutput().ifPresent(most -> json.member("max_output", most));
        if (size.choices() != 1) {
            json.member("choices", size.choices());
        }
        if (size.longest() != size.input()) {
            json.member("longest", size.longest());
        }
    }

    private static void circumstances(JsonWriter json, Question.Circumstances circumstances) {
        texts(json, "not_ready", circumstances.notReady());
        texts(json, "no_key", circumstances.noKey());
        var health = circumstances.health();
        if (health.epoch() != 0) {
            json.member("health_epoch", health.epoch());
        }
        if (!health.resting().isEmpty()) {
            json.name("resting").openObject();
            new TreeMap<>(health.resting()).forEach((destination, rest) -> {
                json.name(destination).openObject();
                json.member("until", rest.until().toString());
                json.member("code", rest.code());
                json.member("failures", rest.failures()).closeObject();
            });
            json.closeObject();
        }
    }

    private static <E> Set<String> ids(Set<E> constants, Function<E, String> id) {
        return constants.stream().map(id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void texts(JsonWriter json, String name, Collection<String> texts) {
        if (!texts.isEmpty()) {
            array(json, name, texts);
        }
    }

    private static void array(JsonWriter json, String name, Collection<String> texts) {
        json.name(name).openArray();
        new TreeSet<>(texts).forEach(json::string);
        json.closeArray();
    }

    private static void counts(JsonWriter json, String name, Map<String, Integer> counts) {
        if (!counts.isEmpty()) {
            json.name(name).openObject();
            new TreeMap<>(counts).forEach((key, count) -> json.member(key, count));
            json.closeObject();
        }
    }

    static Question read(String text) {
        try {
            return read(new Members(JsonIndex.of(text.getBytes(StandardCharsets.UTF_8)), 0));
        } catch (JsonException | DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("not a question", e);
        }
    }

    private static Question read(Members json) {
        return new Question(
                json.required("asked"),
                json.required("policy"),
                new Question.Allowance(json.texts("models"), kinds(json)),
                content(json),
                size(json),
                constants(json.texts("needs"), Capability::of),
                json.counts("languages"),
                json.texts("steering"),
                new Question.Circumstances(health(json), json.texts("not_ready"), json.texts("no_key")),
                Instant.parse(json.required("at")),
                json.has("budget_nanos")
                        ? Optional.of(new Money(json.requiredNumber("budget_nanos"), json.required("currency")))
                        : Optional.empty(),
                (int) json.number("router", Question.FIRST_ROUTER));
    }

    private static Set<DestinationKind> kinds(Members json) {
        return json.has("kinds") ? constants(json.texts("kinds"), DestinationKind::of) : Question.Allowance.ALL.kinds();
    }

    private static Question.Content content(Members json) {
        return new Question.Content(
                DataClass.of(json.required("class")).orElseThrow(IllegalArgumentException::new),
                json.counts("found"),
                json.text("unmaskable"),
                json.has("media"),
                json.has("opaque"),
                json.texts("opaque"));
    }

    private static Question.Size size(Members json) {
        return new Question.Size(
                json.requiredNumber("input"),
                json.requiredNumber("output"),
                json.has("max_output") ? OptionalLong.of(json.requiredNumber("max_output")) : OptionalLong.empty(),
                (int) json.number("choices", 1),
                json.number("longest", json.requiredNumber("input")));
    }

    private static Health health(Members json) {
        var resting = new LinkedHashMap<String, Health.Rest>();
        json.objects("resting")
                .forEach((destination, rest) -> resting.put(
                        destination, new Health.Rest(Instant.parse(rest.required("until")), rest.required("code"), (int)
                                rest.requiredNumber("failures"))));
        return new Health(json.number("health_epoch", 0), resting);
    }

    private static <E> Set<E> constants(Set<String> ids, Function<String, Optional<E>> of) {
        return ids.stream()
                .map(id -> of.apply(id).orElseThrow(() -> new IllegalArgumentException("unknown: " + id)))
                .collect(Collectors.toSet());
    }

    /** The members of one object. */
    private record Members(JsonIndex json, int object) {

        boolean has(String name) {
            return json.member(object, name) >= 0;
        }

        Optional<String> text(String name) {
            var node = json.member(object, name);
            return node < 0 ? Optional.empty() : Optional.of(json.text(node));
        }

        String required(String name) {
            return text(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
        }

        long requiredNumber(String name) {
            return Long.parseLong(required(name));
        }

        long number(String name, long usual) {
            return text(name).map(Long::parseLong).orElse(usual);
        }

        Set<String> texts(String name) {
            var texts = new TreeSet<String>();
            var array = json.member(object, name);
            if (array >= 0 && json.is(array, JsonIndex.ARRAY)) {
                for (var node = array + 1; node < json.next(array); node = json.next(node)) {
                    texts.add(json.text(node));
                }
            }
            return texts;
        }

        Map<String, Integer> counts(String name) {
            var counts = new LinkedHashMap<String, Integer>();
            objects(name).forEach((key, value) -> counts.put(key, Integer.valueOf(json.text(value.object))));
            return counts;
        }

        /** The values of an object that are objects, by name. */
        Map<String, Members> objects(String name) {
            var objects = new LinkedHashMap<String, Members>();
            var inner = json.member(object, name);
            if (inner >= 0 && json.is(inner, JsonIndex.OBJECT)) {
                for (var node = inner + 1; node < json.next(inner); node = json.next(node + 1)) {
                    objects.put(json.text(node), new Members(json, node + 1));
                }
            }
            return objects;
        }
    }
}

package io.ambo.routing;

import io.ambo.core.Capability;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Health;
import io.ambo.core.Money;
import java.io.StringWriter;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@link Question} as JSON; what has its usual value is left out. */
final class QuestionJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private QuestionJson() {}

    static String write(Question question) {
        var text = new StringWriter(512);
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("asked", question.asked());
            json.writeStringProperty("policy", question.policy());
            json.writeStringProperty("at", question.at().toString());
            allowance(json, question.allowance());
            content(json, question.content());
            size(json, question.size());
            texts(json, "needs", ids(question.needs(), Capability::id));
            counts(json, "languages", question.languages());
            texts(json, "steering", question.steering());
            circumstances(json, question.circumstances());
            if (question.budgetLeft().isPresent()) {
                json.writeNumberProperty(
                        "budget_nanos", question.budgetLeft().get().nanos());
                json.writeStringProperty("currency", question.budgetLeft().get().currency());
            }
            if (question.router() != Question.FIRST_ROUTER) {
                json.writeNumberProperty("router", question.router());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void allowance(JsonGenerator json, Question.Allowance allowance) {
        texts(json, "models", allowance.models());
        if (allowance.kinds().size() < DestinationKind.values().length) {
            array(json, "kinds", ids(allowance.kinds(), DestinationKind::id));
        }
    }

    private static void content(JsonGenerator json, Question.Content content) {
        json.writeStringProperty("class", content.dataClass().name());
        counts(json, "found", content.found());
        if (content.unmaskable().isPresent()) {
            json.writeStringProperty("unmaskable", content.unmaskable().get());
        }
        if (content.media()) {
            json.writeBooleanProperty("media", true);
        }
        if (content.opaque()) {
            array(json, "opaque", content.issuers());
        }
    }

    private static void size(JsonGenerator json, Question.Size size) {
        json.writeNumberProperty("input", size.input());
        json.writeNumberProperty("output", size.output());
        if (size.maxOutput().isPresent()) {
            json.writeNumberProperty("max_output", size.maxOutput().getAsLong());
        }
        if (size.choices() != 1) {
            json.writeNumberProperty("choices", size.choices());
        }
        if (size.longest() != size.input()) {
            json.writeNumberProperty("longest", size.longest());
        }
    }

    private static void circumstances(JsonGenerator json, Question.Circumstances circumstances) {
        texts(json, "not_ready", circumstances.notReady());
        texts(json, "no_key", circumstances.noKey());
        var health = circumstances.health();
        if (health.epoch() != 0) {
            json.writeNumberProperty("health_epoch", health.epoch());
        }
        if (!health.resting().isEmpty()) {
            json.writeObjectPropertyStart("resting");
            new TreeMap<>(health.resting()).forEach((destination, rest) -> {
                json.writeObjectPropertyStart(destination);
                json.writeStringProperty("until", rest.until().toString());
                json.writeStringProperty("code", rest.code());
                json.writeNumberProperty("failures", rest.failures());
                json.writeEndObject();
            });
            json.writeEndObject();
        }
    }

    private static <E> Set<String> ids(Set<E> constants, Function<E, String> id) {
        return constants.stream().map(id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void texts(JsonGenerator json, String name, Collection<String> texts) {
        if (!texts.isEmpty()) {
            array(json, name, texts);
        }
    }

    private static void array(JsonGenerator json, String name, Collection<String> texts) {
        json.writeArrayPropertyStart(name);
        new TreeSet<>(texts).forEach(json::writeString);
        json.writeEndArray();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Integer> counts) {
        if (!counts.isEmpty()) {
            json.writeObjectPropertyStart(name);
            new TreeMap<>(counts).forEach(json::writeNumberProperty);
            json.writeEndObject();
        }
    }

    static Question read(String text) {
        try {
            return read(MAPPER.readTree(text));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not a question", e);
        }
    }

    private static Question read(JsonNode json) {
        return new Question(
                json.required("asked").asString(),
                json.required("policy").asString(),
                new Question.Allowance(texts(json, "models"), kinds(json)),
                content(json),
                size(json),
                constants(texts(json, "needs"), Capability::of),
                counts(json, "languages"),
                texts(json, "steering"),
                new Question.Circumstances(health(json), texts(json, "not_ready"), texts(json, "no_key")),
                Instant.parse(json.required("at").asString()),
                json.has("budget_nanos")
                        ? Optional.of(new Money(
                                json.required("budget_nanos").asLong(),
                                json.required("currency").asString()))
                        : Optional.empty(),
                json.path("router").asInt(Question.FIRST_ROUTER));
    }

    private static Set<DestinationKind> kinds(JsonNode json) {
        return json.has("kinds")
                ? constants(texts(json, "kinds"), DestinationKind::of)
                : Question.Allowance.ALL.kinds();
    }

    private static Question.Content content(JsonNode json) {
        return new Question.Content(
                DataClass.of(json.required("class").asString()).orElseThrow(IllegalArgumentException::new),
                counts(json, "found"),
                Optional.ofNullable(json.get("unmaskable")).map(JsonNode::asString),
                json.has("media"),
                json.has("opaque"),
                texts(json, "opaque"));
    }

    private static Question.Size size(JsonNode json) {
        return new Question.Size(
                json.required("input").asLong(),
                json.required("output").asLong(),
                json.has("max_output")
                        ? OptionalLong.of(json.required("max_output").asLong())
                        : OptionalLong.empty(),
                json.path("choices").asInt(1),
                json.path("longest").asLong(json.required("input").asLong()));
    }

    private static Health health(JsonNode json) {
        var resting = new LinkedHashMap<String, Health.Rest>();
        for (var entry : json.path("resting").properties()) {
            var rest = entry.getValue();
            resting.put(
                    entry.getKey(),
                    new Health.Rest(
                            Instant.parse(rest.required("until").asString()),
                            rest.required("code").asString(),
                            rest.required("failures").asInt()));
        }
        return new Health(json.path("health_epoch").asLong(0), resting);
    }

    private static Set<String> texts(JsonNode json, String name) {
        return json.path(name).valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static Map<String, Integer> counts(JsonNode json, String name) {
        return json.path(name).properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asInt()));
    }

    private static <E> Set<E> constants(Set<String> ids, Function<String, Optional<E>> of) {
        return ids.stream()
                .map(id -> of.apply(id).orElseThrow(() -> new IllegalArgumentException("unknown: " + id)))
                .collect(Collectors.toSet());
    }
}

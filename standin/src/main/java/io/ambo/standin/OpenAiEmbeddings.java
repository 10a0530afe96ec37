package io.ambo.standin;

import io.ambo.standin.Complaint.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** OpenAI's embeddings: unit vectors derived from the text alone, so equal texts get equal vectors. */
final class OpenAiEmbeddings {
    private static final int USUAL_DIMENSIONS = 32;
    private static final int MOST_DIMENSIONS = 3072;
    private static final int MOST_INPUTS = 2048;
    private static final String INPUT =
            "a string, an array of strings, an array of integers or an array of such arrays";

    private final Members body;

    private OpenAiEmbeddings(Members body) {
        this.body = body;
    }

    static OpenAiEmbeddings read(Request request) {
        return new OpenAiEmbeddings(Members.of(request.body()));
    }

    String model() {
        return body.requiredText("model");
    }

    String answer() {
        List<JsonNode> inputs = inputs();
        int dimensions = body.count("dimensions").orElse(USUAL_DIMENSIONS);
        if (dimensions > MOST_DIMENSIONS) {
            throw new Complaint(Kind.OUT_OF_RANGE, "dimensions", "at most " + MOST_DIMENSIONS);
        }
        boolean base64 = base64();
        List<JsonNode> data = IntStream.range(0, inputs.size())
                .<JsonNode>mapToObj(index -> Json.object(
                        "object",
                        "embedding",
                        "index",
                        index,
                        "embedding",
                        written(vector(inputs.get(index), dimensions), base64)))
                .toList();
        int tokens = inputs.stream().mapToInt(OpenAiEmbeddings::tokens).sum();
        return Json.indented(Json.object(
                "object",
                "list",
                "data",
                data,
                "model",
                model(),
                "usage",
                Json.object("prompt_tokens", tokens, "total_tokens", tokens)));
    }

    private List<JsonNode> inputs() {
        JsonNode input = body.required("input");
        List<JsonNode> inputs = input.isArray() && !input.path(0).isNumber()
                ? StreamSupport.stream(input.spliterator(), false).toList()
                : List.of(input);
        if (inputs.isEmpty() || inputs.size() > MOST_INPUTS) {
            throw new Complaint(Kind.OUT_OF_RANGE, "input", "1 to " + MOST_INPUTS + " inputs");
        }
        for (JsonNode one : inputs) {
            if (!one.isString() && !one.isArray()) {
                throw new Complaint(Kind.WRONG_TYPE, "input", INPUT);
            }
            if (one.isString() ? one.stringValue().isEmpty() : one.isEmpty()) {
                throw new Complaint(Kind.OUT_OF_RANGE, "input", "no empty input");
            }
        }
        return inputs;
    }

    private boolean base64() {
        String format = body.text("encoding_format").orElse("float");
        if (!format.equals("float") && !format.equals("base64")) {
            throw new Complaint(Kind.OUT_OF_RANGE, "encoding_format", "'float' or 'base64'");
        }
        return format.equals("base64");
    }

    private static int tokens(JsonNode input) {
        return input.isArray() ? input.size() : Tokens.in(input);
    }

    private static float[] vector(JsonNode input, int dimensions) {
        SplittableRandom random = new SplittableRandom(input.toString().hashCode());
        double[] raw = random.doubles(dimensions, -1, 1).toArray();
        double length = Math.sqrt(IntStream.range(0, dimensions)
                .mapToDouble(at -> raw[at] * raw[at])
                .sum());
        float[] vector = new float[dimensions];
        for (int at = 0; at < dimensions; at++) {
            vector[at] = (float) (raw[at] / length);
        }
        return vector;
    }

    private static Object written(float[] vector, boolean base64) {
        if (!base64) {
            return IntStream.range(0, vector.length).mapToObj(at -> vector[at]).toList();
        }
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : vector) {
            bytes.putFloat(number);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}

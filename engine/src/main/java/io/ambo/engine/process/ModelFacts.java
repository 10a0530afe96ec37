package io.ambo.engine.process;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a ready engine says about its model; a number is 0 and a text empty where it says nothing.
 *
 * @param contextPerSlot tokens of context of one request
 * @param trainedContext tokens of context the model was trained for
 * @param parameters how many parameters it has
 * @param bytes the size of its weights
 * @param quantisation how its weights are stored, such as {@code Q4_1}
 */
public record ModelFacts(long contextPerSlot, long trainedContext, long parameters, long bytes, String quantisation) {

    private static final int LONGEST_TYPE = 40;

    public static final ModelFacts NONE = new ModelFacts(0, 0, 0, 0, "");

    /** Reads the first model of an answer to {@code /v1/models}; llama.cpp describes it in {@code meta}. */
    static ModelFacts read(String answer) {
        try {
            return of(members(first(members(JsonReader.read(answer)).get("data"))));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static ModelFacts of(Map<?, ?> model) {
        Map<?, ?> meta = members(model.get("meta"));
        return new ModelFacts(
                Math.max(number(meta.get("n_ctx")), number(model.get("max_model_len"))),
                number(meta.get("n_ctx_train")),
                number(meta.get("n_params")),
                number(meta.get("size")),
                meta.get("ftype") instanceof String type && type.length() <= LONGEST_TYPE ? type : "");
    }

    private static @Nullable Object first(@Nullable Object list) {
        return list instanceof List<?> models && !models.isEmpty() ? models.getFirst() : null;
    }

    private static Map<?, ?> members(@Nullable Object value) {
        return value instanceof Map<?, ?> members ? members : Map.of();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Long number && number > 0 ? number : 0;
    }
}

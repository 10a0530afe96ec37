package io.ambo.engine.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    public static final ModelFacts NONE = new ModelFacts(0, 0, 0, 0, "");

    /** Reads the few members we want from the list of models that an engine of ours answered. */
    static ModelFacts read(String list) {
        long context = Math.max(number(list, "n_ctx"), number(list, "max_model_len"));
        return new ModelFacts(
                context,
                number(list, "n_ctx_train"),
                number(list, "n_params"),
                number(list, "size"),
                find(list, "\"ftype\"\\s*:\\s*\"([^\"]{1,40})\""));
    }

    private static long number(String list, String member) {
        String digits = find(list, "\"" + member + "\"\\s*:\\s*(\\d{1,18})\\b");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String find(String list, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(list);
        return matcher.find() ? matcher.group(1) : "";
    }
}

package io.ambo.privacy;

import java.util.Map;

/** Everything that stands for a value in one exchange: placeholders, and made-up values. */
final class LiveValues {

    /** Made-up values have no underscore from which they could be found. */
    private static final int FAR = 1 << 30;

    private final LivePlaceholders placeholders;
    private final LiveSurrogates surrogates;
    private final int count;

    LiveValues(Map<String, String> placeholders, Map<String, String> surrogates) {
        this.placeholders = new LivePlaceholders(placeholders);
        this.surrogates = new LiveSurrogates(surrogates);
        this.count = placeholders.size();
    }

    boolean isEmpty() {
        return placeholders.isEmpty() && surrogates.isEmpty();
    }

    /** How far before an underscore there may be something to find. */
    int reach() {
        return surrogates.isEmpty() ? placeholders.reach() : FAR;
    }

    boolean mayBegin(char c) {
        return placeholders.mayBegin(c) || surrogates.mayBegin(c);
    }

    /**
     * The number of what stands at this position and its end, packed, or a negative constant of {@link LivePlaceholders}.
     *
     * @param before the character before it, a line feed at the start of a text
     * @param last whether the text ends here
     */
    long at(CharSequence text, int at, char before, boolean last) {
        var c = text.charAt(at);
        var placeholder = placeholders.mayBegin(c) ? placeholders.at(text, at) : LivePlaceholders.NONE;
        if (placeholder >= 0 || !surrogates.mayBegin(c)) {
            return placeholder;
        }
        var surrogate = surrogates.at(text, at, before, last);
        return surrogate >= 0
                ? surrogate + ((long) count << 32)
                : surrogate == LivePlaceholders.MORE ? surrogate : placeholder;
    }

    String writing(long found) {
        var number = (int) (found >> 32);
        return number < count ? placeholders.writing(found) : surrogates.writing(number - count);
    }
}

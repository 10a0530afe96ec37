package io.ambo.format;

import io.ambo.wire.JsonIndex;

/**
 * The members at the top of a reply in OpenAI's format, found in one pass; -1 for one that is absent. Of duplicate members
 * the last one counts.
 */
record OpenAiTop(int choices, int usage, int timings, int groq, int error, int object) {

    private static final String[] NAMES = {"choices", "usage", "timings", "x_groq", "error", "object"};
    private static final int SHORTEST = 5;
    private static final int LONGEST = 7;

    static OpenAiTop of(JsonIndex index) {
        var found = new int[] {-1, -1, -1, -1, -1, -1};
        if (index.is(0, JsonIndex.OBJECT)) {
            for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
                var which = which(index, n);
                if (which >= 0) {
                    found[which] = n + 1;
                }
            }
        }
        return new OpenAiTop(found[0], found[1], found[2], found[3], found[4], found[5]);
    }

    private static int which(JsonIndex index, int name) {
        var length = index.end(name) - index.start(name);
        if (!index.escaped(name) && (length < SHORTEST || length > LONGEST)) {
            return -1;
        }
        for (var i = 0; i < NAMES.length; i++) {
            if (index.named(name, NAMES[i])) {
                return i;
            }
        }
        return -1;
    }
}

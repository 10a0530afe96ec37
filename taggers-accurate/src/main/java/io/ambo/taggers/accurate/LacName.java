package io.ambo.taggers.accurate;

import io.ambo.catalog.Kind;
import java.util.ArrayList;
import java.util.List;

/** A name that LAC found, by offsets of UTF-16. */
record LacName(Kind kind, int start, int end) {

    private static final int PERSON = 16;
    private static final int LOCATION = 18;
    private static final int ORGANIZATION = 20;

    /** The names of a sentence that starts at an offset of the text; its characters and tags are one a code point. */
    static List<LacName> of(int[] characters, int[] tags, int offset) {
        var names = new ArrayList<LacName>();
        var at = offset;
        for (var i = 0; i < tags.length; ) {
            var start = at;
            var tag = tags[i];
            at += Character.charCount(characters[i++]);
            while (i < tags.length && isWithin(tag) && tags[i] == tag + 1 - (tag & 1)) {
                at += Character.charCount(characters[i++]);
            }
            if (isWithin(tag)) {
                names.add(new LacName(kind(tag), start, at));
            }
        }
        return names;
    }

    /** Whether a tag is one of the six of names; the odd ones continue a name. */
    private static boolean isWithin(int tag) {
        return tag >= PERSON && tag <= ORGANIZATION + 1;
    }

    private static Kind kind(int tag) {
        return switch (tag & ~1) {
            case PERSON -> Kind.PERSON;
            case LOCATION -> Kind.LOCATION;
            default -> Kind.ORGANIZATION;
        };
    }
}

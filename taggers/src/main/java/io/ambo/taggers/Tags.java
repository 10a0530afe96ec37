package io.ambo.taggers;

/**
 * The thirteen tags of a token: outside of every name, or the first, a middle, the last or the only token of a person, a
 * place or an organisation.
 */
final class Tags {

    static final int COUNT = 13;
    static final int OUTSIDE = 0;

    static final int PERSON = 0;
    static final int PLACE = 1;
    static final int ORGANIZATION = 2;

    private static final int FIRST = 0;
    private static final int MIDDLE = 1;
    private static final int LAST = 2;
    private static final int ONLY = 3;

    private Tags() {}

    static int first(int type) {
        return 1 + 4 * type + FIRST;
    }

    static int middle(int type) {
        return 1 + 4 * type + MIDDLE;
    }

    static int last(int type) {
        return 1 + 4 * type + LAST;
    }

    static int only(int type) {
        return 1 + 4 * type + ONLY;
    }

    static int type(int tag) {
        return (tag - 1) >> 2;
    }

    /** Whether a name begins at the token. */
    static boolean begins(int tag) {
        return tag != OUTSIDE && (((tag - 1) & 3) == FIRST || ((tag - 1) & 3) == ONLY);
    }

    /** Whether a name ends at the token. */
    static boolean ends(int tag) {
        return tag != OUTSIDE && (((tag - 1) & 3) == LAST || ((tag - 1) & 3) == ONLY);
    }

    /** Whether a name that holds the token goes on after it. */
    static boolean isOpen(int tag) {
        return tag != OUTSIDE && !ends(tag);
    }

    /** Whether the token continues the name of the token before it. */
    static boolean continues(int tag) {
        return tag != OUTSIDE && !begins(tag);
    }

    static boolean mayFollow(int tag, int previous) {
        return isOpen(previous) ? continues(tag) && type(tag) == type(previous) : !continues(tag);
    }
}

package io.ambo.wire;

/**
 * Strings of a body that are read as one text, so that nothing hides in the gap between two parts of a message; mostly
 * a single string.
 *
 * @param form how the text is written, which also says whether something found in it can be replaced in place
 * @param nodes the strings' nodes in the order of the text; not to be changed
 */
public record Run(Role role, Form form, int[] nodes) {

    /** How a text is written. */
    public enum Form {
        /** A JSON string. */
        TEXT,
        /** A JSON string whose text is JSON itself: the arguments of a tool call, often a tool's result. */
        JSON,
        /** A JSON number: nothing in it can be replaced. */
        NUMBER,
        /** The name of a member: nothing in it can be replaced. */
        MEMBER_NAME
    }

    public static Run of(Role role, Form form, int node) {
        return new Run(role, form, new int[] {node});
    }
}

package io.ambo.wire;

/**
 * Adjacent strings of a body that are read as one text, so that a value split between two parts of a message is still
 * found; usually a single string.
 *
 * @param form how the text is encoded, which determines whether a value found in it can be replaced in place
 * @param nodes the strings' nodes in document order; must not be modified
 */
public record TextSpan(Role role, Form form, int[] nodes) {

    /** How a text is encoded. */
    public enum Form {
        /** A JSON string. */
        TEXT,
        /** A JSON string whose text is itself JSON: the arguments of a tool call, often a tool's result. */
        JSON,
        /** A JSON number: nothing in it can be replaced. */
        NUMBER,
        /** The name of a member: nothing in it can be replaced. */
        MEMBER_NAME
    }

    public static TextSpan of(Role role, Form form, int node) {
        return new TextSpan(role, form, new int[] {node});
    }
}

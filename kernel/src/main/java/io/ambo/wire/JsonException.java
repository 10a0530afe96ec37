package io.ambo.wire;

/** A syntax error in JSON text and its byte offset. It never quotes the text. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1;

    /** The kinds of syntax error; the name in lower case is part of the message's key. */
    public enum Fault {
        UNEXPECTED_END,
        UNEXPECTED_BYTE,
        BAD_ESCAPE,
        BAD_NUMBER,
        BAD_UTF8,
        CONTROL_CHARACTER,
        TOO_DEEP,
        TOO_MANY_VALUES,
        TRAILING_BYTES
    }

    private final Fault fault;
    private final int offset;

    /** Also used for valid JSON whose reader expects something else. */
    public JsonException(Fault fault, int offset) {
        super(fault + " at byte " + offset, null, false, false);
        this.fault = fault;
        this.offset = offset;
    }

    public Fault fault() {
        return fault;
    }

    /** Byte offset from the start of the scanned text. */
    public int offset() {
        return offset;
    }
}

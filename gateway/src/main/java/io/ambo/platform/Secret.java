package io.ambo.platform;

/** A secret text. It is disclosed only by {@link #reveal()}, never in a log or a message. */
public final class Secret {

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The secret itself: for a request header or the standard input of a process, never for a message. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}

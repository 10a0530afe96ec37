package io.ambo.ledger;

import java.util.Locale;

/** The nine steps of every request, in order. */
public enum Step {
    AUTHENTICATE,
    RECEIVE,
    CLASSIFY,
    CHOOSE,
    DE_IDENTIFY,
    CALL,
    RESTORE,
    METER,
    RECORD;

    /** {@code receive}, …, {@code de-identify}, …: the name in traces, JSON and tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

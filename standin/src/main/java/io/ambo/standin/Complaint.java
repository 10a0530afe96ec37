package io.ambo.standin;

/** A typed rejection of a request; each dialect words it as its vendor does. */
final class Complaint extends RuntimeException {
    /** The reason for the rejection, with its HTTP status. */
    enum Kind {
        NO_KEY(401),
        WRONG_KEY(401),
        MALFORMED(400),
        MISSING(400),
        WRONG_TYPE(400),
        OUT_OF_RANGE(400),
        UNKNOWN_MODEL(404),
        UNKNOWN_PATH(404),
        WRONG_METHOD(405),
        TOO_LARGE(413);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String where;
    private final String detail;

    /**
     * A rejection that concerns one place.
     *
     * @param where the member's path, the model, the header or the URL path concerned; may be empty
     * @param detail what was expected there; may be empty
     */
    Complaint(Kind kind, String where, String detail) {
        super(kind + " " + where + " " + detail);
        this.kind = kind;
        this.where = where;
        this.detail = detail;
    }

    Kind kind() {
        return kind;
    }

    String where() {
        return where;
    }

    String detail() {
        return detail;
    }
}

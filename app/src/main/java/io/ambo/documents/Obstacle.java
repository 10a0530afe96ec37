package io.ambo.documents;

import java.util.Locale;

/** Why a file is not in the output. */
public enum Obstacle {
    /** The system did not let it be read. */
    UNREADABLE,
    /** It is not what it says it is, or it ends too early. */
    BROKEN,
    /** It can be read only with a password. */
    ENCRYPTED,
    /** It, or what it unpacks to, is larger than what is read at once. */
    TOO_LARGE,
    /** A picture, a program, an archive: no kind of file that is looked into. */
    BINARY,
    /** A symbolic link; links are not followed. */
    LINK,
    /** A text in an encoding that could not be told. */
    ENCODING,
    /** The scan was given up, as the policy has it. */
    SCAN_FAILED,
    /** Another file has its name in the output. */
    NAME_TAKEN;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As the manifest names it. */
    public String id() {
        return id;
    }

    /** Thrown where a file turns out to be one that cannot be masked. */
    static final class Met extends Exception {
        private static final long serialVersionUID = 1;

        private final Obstacle obstacle;

        Met(Obstacle obstacle) {
            super(obstacle.id(), null, false, false);
            this.obstacle = obstacle;
        }

        Obstacle obstacle() {
            return obstacle;
        }
    }
}

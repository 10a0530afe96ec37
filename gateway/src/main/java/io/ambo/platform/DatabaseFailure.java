package io.ambo.platform;

import io.ambo.core.Message;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The database could not do what was asked. Nothing of it was done, so that it may be tried again. */
public final class DatabaseFailure extends RuntimeException {

    /** What stood in the way. */
    public enum Kind {
        /** Nobody answers, or the connection broke. */
        UNREACHABLE,
        /** The server does not let us in. */
        DENIED,
        /** Another process holds it for too long. */
        BUSY,
        /** No room left. */
        FULL,
        /** The file cannot be opened, written or understood. */
        UNUSABLE,
        /** A newer Ambo has changed its tables. */
        NEWER,
        /** Its tables could not be brought up to date. */
        MIGRATION,
        /** It did not accept a statement. */
        STATEMENT;

        String key() {
            return "home.database-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final transient Kind kind;
    private final transient Message message;

    DatabaseFailure(Kind kind, DatabasePlace place, @Nullable Throwable cause) {
        this(kind, Message.of(kind.key(), place.toString()), cause);
    }

    private DatabaseFailure(Kind kind, Message message, @Nullable Throwable cause) {
        super(message.toString(), cause);
        this.kind = kind;
        this.message = message;
    }

    /** The failure behind an exception of a driver or of a library above it. */
    static DatabaseFailure of(Throwable thrown, DatabasePlace place, Kind otherwise) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseFailure failure) {
                return failure;
            }
            if (cause instanceof SQLException sql) {
                return new DatabaseFailure(kind(sql, place, otherwise), place, thrown);
            }
        }
        return new DatabaseFailure(otherwise, place, thrown);
    }

    public Kind kind() {
        return kind;
    }

    /** What a person reads. */
    public Message message() {
        return message;
    }

    private static Kind kind(SQLException thrown, DatabasePlace place, Kind otherwise) {
        return switch (place) {
            case DatabasePlace.Sqlite _ -> sqlite(thrown.getErrorCode(), otherwise);
            case DatabasePlace.Postgresql _ -> postgresql(thrown.getSQLState(), otherwise);
        };
    }

    /** By SQLite's primary result code, the low byte (sqlite.org/rescode.html). */
    private static Kind sqlite(int code, Kind otherwise) {
        return switch (code & 0xFF) {
            case 5, 6 -> Kind.BUSY;
            case 13 -> Kind.FULL;
            case 8, 10, 11, 14, 26 -> Kind.UNUSABLE;
            default -> otherwise;
        };
    }

    /** By the SQLSTATE or its class (PostgreSQL documentation, appendix A): no right, a database closed to everybody. */
    private static Kind postgresql(@Nullable String state, Kind otherwise) {
        if (state == null) {
            return Kind.UNREACHABLE;
        }
        return switch (state) {
            case "42501" -> Kind.UNUSABLE;
            case "55000" -> Kind.DENIED;
            default -> byClass(state.substring(0, Math.min(2, state.length())), otherwise);
        };
    }

    private static Kind byClass(String state, Kind otherwise) {
        return switch (state) {
            case "08", "57" -> Kind.UNREACHABLE;
            case "28", "3D" -> Kind.DENIED;
            case "40", "55" -> Kind.BUSY;
            case "53" -> Kind.FULL;
            case "25", "58", "XX" -> Kind.UNUSABLE;
            default -> otherwise;
        };
    }
}

package io.ambo.platform;

import io.ambo.core.Message;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A failed database operation. It had no effect, so it may be retried. */
public final class DatabaseFailure extends RuntimeException {

    /** The cause. */
    public enum Kind {
        /** The server does not answer, or the connection broke. */
        UNREACHABLE,
        /** The server denies access. */
        DENIED,
        /** Another process holds a lock for too long. */
        BUSY,
        /** No space left. */
        FULL,
        /** The file cannot be opened, written or read as a database. */
        UNUSABLE,
        /** A newer Ambo has migrated its tables. */
        NEWER,
        /** Its tables could not be migrated. */
        MIGRATION,
        /** It rejected a statement. */
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

    /** The failure for an exception of a driver or of a library on top of it. */
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

    /** The message for people. */
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

    /** By the SQLSTATE or its class (PostgreSQL documentation, appendix A). */
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

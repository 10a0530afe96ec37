package io.ambo.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The SQL database. It is opened, and its tables are migrated, on first use.
 *
 * <p>Calls may block on disk or network, so make them from virtual threads only. Every failure is a
 * {@link DatabaseFailure}; if the database cannot be opened, the next call tries again.
 */
public final class Database implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Database.class.getName());
    private static final int SQLITE_CONNECTIONS = 4;
    private static final int POSTGRESQL_CONNECTIONS = 8;
    private static final int BUSY_MILLIS = 5_000;

    /** How long a server may be silent before the connection is considered lost: a cut network gives no notice. */
    private static final int SILENT_SECONDS = 60;

    /** Four times SQLite's default, so that a page that changes repeatedly is checkpointed once. */
    private static final String CHECKPOINT_PAGES = "4000";

    /** The identity of a file that does not exist, or whose system does not provide one. */
    private static final Object NO_FILE = "none";

    private final DatabasePlace place;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable HikariDataSource pool;
    private volatile @Nullable DSLContext sql;
    private volatile Object identity = NO_FILE;
    private final AtomicBoolean away = new AtomicBoolean();

    public Database(DatabasePlace place) {
        this.place = place;
    }

    /**
     * Checks that the database answers, without changing it: creates neither tables nor files.
     *
     * @throws DatabaseFailure if it does not
     */
    public static void look(DatabasePlace place) {
        look(place, database -> database.read(sql -> sql.fetch("select 1")));
    }

    /**
     * Runs a query without changing the database; empty if its tables are missing or of another version.
     *
     * @throws DatabaseFailure if the query fails
     */
    public static <T> Optional<T> look(DatabasePlace place, Function<Database, T> question) {
        if (place instanceof DatabasePlace.Sqlite sqlite && !Files.exists(sqlite.file())) {
            return Optional.empty();
        }
        try (var looking = new Database(place);
                var pool = looking.newPool()) {
            var context = DSL.using(pool, looking.dialect());
            context.fetch("select 1");
            if (!Schema.isPresent(context)) {
                return Optional.empty();
            }
            looking.sql = context;
            looking.identity = looking.identityNow();
            return Optional.of(question.apply(looking));
        } catch (DataAccessException e) {
            throw DatabaseFailure.of(e, place, DatabaseFailure.Kind.STATEMENT);
        }
    }

    private Object identityNow() {
        return place instanceof DatabasePlace.Sqlite sqlite ? identity(sqlite) : NO_FILE;
    }

    /** Runs a query without a transaction. */
    public <T> T read(Function<DSLContext, T> question) {
        return answered(question);
    }

    /** Runs the work in one transaction. */
    public <T> T write(Function<DSLContext, T> work) {
        return answered(context -> context.transactionResult(configuration -> work.apply(DSL.using(configuration))));
    }

    /**
     * Runs the work in one transaction at {@code where}. The connection is acquired and released by the calling thread,
     * because others may wait for it.
     */
    public <T> T write(TaskRunner where, Function<DSLContext, T> work) {
        return answered(context -> context.connectionResult(connection ->
                where.call(() -> DSL.using(new DefaultConnectionProvider(connection), dialect())
                        .transactionResult(configuration -> work.apply(DSL.using(configuration))))));
    }

    /**
     * Makes all commits so far durable against power failure. In WAL mode with {@code synchronous=NORMAL}, SQLite syncs
     * its log when a checkpoint begins, not at each commit (sqlite.org/pragma.html#pragma_synchronous); PostgreSQL
     * syncs at each commit.
     */
    public void makeDurable() {
        switch (place) {
            case DatabasePlace.Sqlite _ -> answered(context -> context.fetch("pragma wal_checkpoint(passive)"));
            case DatabasePlace.Postgresql _ -> {}
        }
    }

    /**
     * The bytes used by a table and its indexes, without free space that is reused: for SQLite those of the whole file,
     * for PostgreSQL an estimate from the newest thousand rows.
     */
    public long bytesInUse(String table) {
        return read(sql -> switch (place) {
            case DatabasePlace.Sqlite _ -> sqliteBytes(sql);
            case DatabasePlace.Postgresql _ -> postgresqlBytes(sql, table);
        });
    }

    private static long sqliteBytes(DSLContext sql) {
        return number(
                sql,
                "select (page_count - freelist_count) * page_size from pragma_page_count, pragma_freelist_count, "
                        + "pragma_page_size");
    }

    /** Each row has a header, and its keys are stored in indexes too. */
    private static long postgresqlBytes(DSLContext sql, String table) {
        return number(
                sql,
                "select coalesce((select n_live_tup from pg_stat_user_tables where relname = '" + table
                        + "' and schemaname = current_schema()), 0) * coalesce((select avg(pg_column_size(newest)) from"
                        + " (select * from " + table + " order by id desc limit 1000) newest), 0) * 1.25");
    }

    private static long number(DSLContext sql, String question) {
        return sql.fetchSingle(question).get(0, Number.class).longValue();
    }

    public DatabasePlace place() {
        return place;
    }

    @Override
    public void close() {
        opening.lock();
        try {
            var open = pool;
            pool = null;
            sql = null;
            if (open != null) {
                open.close();
            }
        } finally {
            opening.unlock();
        }
    }

    private <T> T answered(Function<DSLContext, T> question) {
        try {
            var answer = question.apply(context());
            if (away.compareAndSet(true, false)) {
                LOG.log(System.Logger.Level.INFO, "the database {0} answers again", place);
            }
            return answer;
        } catch (DataAccessException e) {
            throw told(DatabaseFailure.of(e, place, DatabaseFailure.Kind.STATEMENT));
        } catch (DatabaseFailure failure) {
            throw told(failure);
        }
    }

    /** Logs one line per outage. */
    private DatabaseFailure told(DatabaseFailure failure) {
        var isAway =
                failure.kind() == DatabaseFailure.Kind.UNREACHABLE || failure.kind() == DatabaseFailure.Kind.DENIED;
        if (isAway && away.compareAndSet(false, true)) {
            LOG.log(System.Logger.Level.WARNING, failure.getMessage());
        }
        return failure;
    }

    private DSLContext context() {
        if (place instanceof DatabasePlace.Sqlite sqlite && isAnother(sqlite)) {
            leave(sqlite);
        }
        var open = sql;
        return open == null ? open() : open;
    }

    private boolean isAnother(DatabasePlace.Sqlite file) {
        return sql != null && !identity(file).equals(identity);
    }

    /** SQLite continues to write to a file that was deleted or replaced, and those writes would be lost. */
    private void leave(DatabasePlace.Sqlite file) {
        opening.lock();
        try {
            if (isAnother(file)) {
                LOG.log(System.Logger.Level.WARNING, "the database {0} was taken away; it is opened again", place);
                close();
            }
        } finally {
            opening.unlock();
        }
    }

    private static Object identity(DatabasePlace.Sqlite place) {
        try {
            var key = Files.readAttributes(place.file(), BasicFileAttributes.class)
                    .fileKey();
            return key == null ? NO_FILE : key;
        } catch (IOException _) {
            return NO_FILE;
        }
    }

    private DSLContext open() {
        opening.lock();
        try {
            var already = sql;
            if (already != null) {
                return already;
            }
            return opened(newPool());
        } finally {
            opening.unlock();
        }
    }

    private DSLContext opened(HikariDataSource source) {
        var context = DSL.using(source, dialect());
        try {
            Schema.bringUpToDate(context, source, place);
        } catch (RuntimeException e) {
            source.close();
            throw DatabaseFailure.of(e, place, DatabaseFailure.Kind.MIGRATION);
        }
        identity = identityNow();
        pool = source;
        sql = context;
        return context;
    }

    private HikariDataSource newPool() {
        LibraryLogging.libraries();
        var config = new HikariConfig();
        config.setPoolName("ambo");
        config.setConnectionTimeout(BUSY_MILLIS);
        config.setMinimumIdle(1);
        switch (place) {
            case DatabasePlace.Sqlite sqlite -> configure(config, sqlite);
            case DatabasePlace.Postgresql postgresql -> configure(config, postgresql);
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw DatabaseFailure.of(e, place, DatabaseFailure.Kind.UNREACHABLE);
        }
    }

    private static void configure(HikariConfig config, DatabasePlace.Sqlite place) {
        SqliteLibrary.unpack(place.scratch());
        var pragmas = new SQLiteConfig();
        pragmas.setJournalMode(SQLiteConfig.JournalMode.WAL);
        pragmas.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        pragmas.enforceForeignKeys(true);
        pragmas.setBusyTimeout(BUSY_MILLIS);
        pragmas.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, CHECKPOINT_PAGES);
        pragmas.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        var source = new SQLiteDataSource(pragmas);
        source.setUrl("jdbc:sqlite:" + place.file());
        config.setDataSource(source);
        config.setMaximumPoolSize(SQLITE_CONNECTIONS);
        config.setMaxLifetime(0);
    }

    private static void configure(HikariConfig config, DatabasePlace.Postgresql place) {
        config.setJdbcUrl(place.url());
        config.setUsername(place.user());
        config.setPassword(place.password().reveal());
        config.setMaximumPoolSize(POSTGRESQL_CONNECTIONS);
        config.setIdleTimeout(TimeUnit.MINUTES.toMillis(2));
        config.setConnectionInitSql("set lock_timeout = " + BUSY_MILLIS);
        config.addDataSourceProperty("socketTimeout", String.valueOf(SILENT_SECONDS));
        config.addDataSourceProperty("tcpKeepAlive", "true");
    }

    private SQLDialect dialect() {
        return switch (place) {
            case DatabasePlace.Sqlite _ -> SQLDialect.SQLITE;
            case DatabasePlace.Postgresql _ -> SQLDialect.POSTGRES;
        };
    }
}

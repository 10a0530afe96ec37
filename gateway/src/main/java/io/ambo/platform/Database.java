package io.ambo.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;
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
 * The SQL database: opened, and its tables brought up to date, when it is first asked.
 *
 * <p>Whoever asks may wait for a disk or a network, so ask from virtual threads only. Every failure is a
 * {@link DatabaseFailure}; a database that could not be opened is tried again at the next question.
 */
public final class Database implements AutoCloseable {

    private static final int SQLITE_CONNECTIONS = 4;
    private static final int POSTGRESQL_CONNECTIONS = 8;
    private static final int BUSY_MILLIS = 5_000;

    /** Four times as many as SQLite takes by itself: a page that is changed again and again is carried over once. */
    private static final String CHECKPOINT_PAGES = "4000";

    private final DatabasePlace place;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable HikariDataSource pool;
    private volatile @Nullable DSLContext sql;

    public Database(DatabasePlace place) {
        this.place = place;
    }

    /** Asks without a transaction. */
    public <T> T read(Function<DSLContext, T> question) {
        return answered(question);
    }

    /** Does everything in one transaction, or nothing. */
    public <T> T write(Function<DSLContext, T> work) {
        return answered(context -> context.transactionResult(configuration -> work.apply(DSL.using(configuration))));
    }

    /**
     * Does everything in one transaction, or nothing, there. The connection is fetched and given back here: others may
     * wait for it.
     */
    public <T> T write(Workplace where, Function<DSLContext, T> work) {
        return answered(context -> context.connectionResult(connection ->
                where.call(() -> DSL.using(new DefaultConnectionProvider(connection), dialect())
                        .transactionResult(configuration -> work.apply(DSL.using(configuration))))));
    }

    /**
     * Makes what was written so far survive a loss of power. In WAL mode with {@code synchronous=NORMAL} SQLite syncs
     * its log when a checkpoint begins, not at each commit (sqlite.org/pragma.html#pragma_synchronous); PostgreSQL
     * syncs at each commit.
     */
    public void makeDurable() {
        switch (place) {
            case DatabasePlace.Sqlite _ -> answered(context -> context.fetch("pragma wal_checkpoint(passive)"));
            case DatabasePlace.Postgresql _ -> {}
        }
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
            return question.apply(context());
        } catch (DataAccessException e) {
            throw DatabaseFailure.of(e, place, DatabaseFailure.Kind.STATEMENT);
        }
    }

    private DSLContext context() {
        var open = sql;
        return open == null ? open() : open;
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
        pool = source;
        sql = context;
        return context;
    }

    private HikariDataSource newPool() {
        Quiet.libraries();
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
    }

    private SQLDialect dialect() {
        return switch (place) {
            case DatabasePlace.Sqlite _ -> SQLDialect.SQLITE;
            case DatabasePlace.Postgresql _ -> SQLDialect.POSTGRES;
        };
    }
}

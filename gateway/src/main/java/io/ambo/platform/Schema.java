package io.ambo.platform;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The tables' version: looked up with one question, and brought up to date by Flyway only when it is behind. */
final class Schema {

    /** The number of the newest file in {@code db/migration}. */
    static final int VERSION = 4;

    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    static void bringUpToDate(DSLContext sql, DataSource source, DatabasePlace place) {
        var found = version(sql);
        if (found > VERSION) {
            throw new DatabaseFailure(DatabaseFailure.Kind.NEWER, place, null);
        }
        if (found < VERSION) {
            migrate(sql, source, place);
        }
    }

    static boolean isPresent(DSLContext sql) {
        return version(sql) == VERSION;
    }

    /** Another process that starts at the same moment may have done the work: then its failure here is none. */
    private static void migrate(DSLContext sql, DataSource source, DatabasePlace place) {
        try {
            patiently(Flyway.configure(Schema.class.getClassLoader()), source, place)
                    .table(HISTORY)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            if (version(sql) < VERSION) {
                throw e;
            }
        }
    }

    /** Changing a large table may take longer than any question may, so a server is asked over a connection of its own. */
    private static FluentConfiguration patiently(FluentConfiguration flyway, DataSource source, DatabasePlace place) {
        return switch (place) {
            case DatabasePlace.Sqlite _ -> flyway.dataSource(source);
            case DatabasePlace.Postgresql server ->
                flyway.dataSource(server.url(), server.user(), server.password().reveal());
        };
    }

    /** 0 when there are no tables yet. */
    private static int version(DSLContext sql) {
        try {
            var version = sql.select(DSL.field(DSL.name("version"), SQLDataType.VARCHAR))
                    .from(DSL.table(DSL.name(HISTORY)))
                    .orderBy(DSL.field(DSL.name("installed_rank")).desc())
                    .limit(1)
                    .fetchOne(0, String.class);
            return version == null ? 0 : Integer.parseInt(version);
        } catch (DataAccessException _) {
            return 0;
        }
    }
}

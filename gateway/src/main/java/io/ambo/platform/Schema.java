package io.ambo.platform;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The version of the tables: read with one query, and migrated by Flyway only if it is out of date. */
final class Schema {

    /** The number of the newest file in {@code db/migration}. */
    static final int VERSION = 5;

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

    /** If another process that starts at the same moment has already migrated, a failure here is ignored. */
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

    /** Migrating a large table may exceed the limit for queries, so a server is migrated over a separate connection. */
    private static FluentConfiguration patiently(FluentConfiguration flyway, DataSource source, DatabasePlace place) {
        return switch (place) {
            case DatabasePlace.Sqlite _ -> flyway.dataSource(source);
            case DatabasePlace.Postgresql server ->
                flyway.dataSource(server.url(), server.user(), server.password().reveal());
        };
    }

    /** 0 if there are no tables yet. */
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

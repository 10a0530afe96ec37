package io.ambo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresqlServer.Extension.class)
class DatabaseTest {

    private static final String KEY = """
            insert into access_key (id, name, hash, models, kinds, policies, rights, created_at)
            values ('key_00000000', 'old', '00', '', 'closed', '', '', 0)""";

    @TempDir
    Path folder;

    @Test
    void theVersionIsThatOfTheNewestMigration() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.map(file -> file.getFileName().toString().split("__")[0])
                            .mapToInt(name -> Integer.parseInt(name.substring(1)))
                            .max())
                    .hasValue(Schema.VERSION);
        }
    }

    @Test
    void sqliteIsSetUpAsPromised() {
        try (var database = sqlite("ambo.db")) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).isEqualTo("1");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(database, "busy_timeout")).isEqualTo("5000");
            assertThat(pragma(database, "wal_autocheckpoint")).isEqualTo("4000");
            database.makeDurable();
        }
    }

    @Test
    void aFailedTransactionLeavesNothing() {
        try (var database = sqlite("ambo.db")) {
            assertThatThrownBy(() -> database.write(sql -> {
                        sql.execute("insert into access_mark (name) values ('one')");
                        return sql.execute("insert into no_such_table (name) values ('two')");
                    }))
                    .isInstanceOfSatisfying(
                            DatabaseFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.STATEMENT));
            assertThat(marks(database)).isZero();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsUnusable() throws IOException {
        Files.writeString(folder.resolve("ambo.db"), "this is no database, but long enough to look at".repeat(100));
        try (var database = sqlite("ambo.db")) {
            assertThatThrownBy(() -> marks(database))
                    .isInstanceOfSatisfying(
                            DatabaseFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.UNUSABLE));
        }
    }

    @Test
    void aFileThatIsTakenAwayFromUnderAServerIsMadeAnew() throws IOException {
        var file = folder.resolve("ambo.db");
        try (var database = sqlite("ambo.db")) {
            mark(database, "before");
            assertThat(marks(database)).isOne();
            try (var files = Files.newDirectoryStream(folder, "ambo.db*")) {
                for (var each : files) {
                    Files.delete(each);
                }
            }
            mark(database, "after");
            assertThat(file).exists();
        }
        try (var again = sqlite("ambo.db")) {
            assertThat(marks(again)).isOne();
        }
    }

    private static void mark(Database database, String name) {
        database.write(sql -> sql.execute("insert into access_mark (name) values (?)", name));
    }

    @Test
    void postgresqlIsNotWaitedForForever(PostgresqlServer server) throws Exception {
        try (var database = new Database(server.newDatabase())) {
            assertThat(marks(database)).isZero();
            String locks = database.read(sql -> String.valueOf(sql.fetchValue("show lock_timeout")));
            assertThat(locks).isEqualTo("5s");
            int silence = database.read(sql -> sql.connectionResult(Connection::getNetworkTimeout));
            assertThat(silence).isEqualTo(60_000);
        }
    }

    @Test
    void aTableThatSomebodyElseHoldsIsBusyAndADatabaseThatIsReadOnlyIsUnusable(PostgresqlServer server)
            throws Exception {
        try (var database = new Database(server.newDatabase());
                var other = new Database(database.place())) {
            assertThat(marks(database)).isZero();
            other.write(sql -> {
                sql.execute("lock table access_mark in access exclusive mode");
                assertThatThrownBy(() -> marks(database))
                        .isInstanceOfSatisfying(
                                DatabaseFailure.class,
                                failure -> assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.BUSY));
                return 0;
            });
            assertThatThrownBy(() -> database.write(sql -> {
                        sql.execute("set transaction read only");
                        return sql.execute("insert into access_mark (name) values ('one')");
                    }))
                    .isInstanceOfSatisfying(
                            DatabaseFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.UNUSABLE));
        }
    }

    @Test
    void aDatabaseThatCouldNotBeOpenedIsTriedAgain() throws IOException {
        try (var database = sqlite("later/ambo.db")) {
            assertThatThrownBy(() -> marks(database)).isInstanceOf(DatabaseFailure.class);
            Files.createDirectory(folder.resolve("later"));
            assertThat(marks(database)).isZero();
        }
    }

    @Test
    void tablesOfANewerAmboAreLeftAlone(PostgresqlServer server) throws Exception {
        for (var place : new DatabasePlace[] {place("ambo.db"), server.newDatabase()}) {
            try (var database = new Database(place)) {
                database.write(sql -> sql.execute("update flyway_schema_history set version = '9999'"));
            }
            try (var database = new Database(place)) {
                assertThatThrownBy(() -> marks(database))
                        .isInstanceOfSatisfying(
                                DatabaseFailure.class,
                                failure -> assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.NEWER));
            }
        }
    }

    @Test
    void tablesOfTheFirstVersionAreBroughtUpToDateWithWhatTheyHold(PostgresqlServer server) throws Exception {
        for (var place : new DatabasePlace[] {place("ambo.db"), server.newDatabase()}) {
            OldDatabase.create(place, "1", KEY, "insert into access_mark (name) values ('keyed')");
            try (var database = new Database(place)) {
                var row = database.read(sql -> sql.fetchSingle("select * from access_key"));
                assertThat(row.get("name")).isEqualTo("old");
                assertThat(row.get("requests_per_minute")).isNull();
                assertThat(row.get("budget_period")).isNull();
                var version = database.read(
                        sql -> String.valueOf(sql.fetchValue("select max(version) from flyway_schema_history")));
                assertThat(version).isEqualTo(String.valueOf(Schema.VERSION));
                assertThat(marks(database)).isOne();
            }
        }
    }

    @Test
    void severalMayOpenANewDatabaseAtOnce() throws Exception {
        var opening = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 3; i++) {
            opening.add(() -> {
                try (var database = sqlite("ambo.db")) {
                    return marks(database);
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var marks : threads.invokeAll(opening)) {
                assertThat(marks.get()).isZero();
            }
        }
    }

    @Test
    void aServerThatIsAwayIsUnreachableAndOneThatDoesNotKnowUsDenies(PostgresqlServer server) throws Exception {
        var away = DatabasePlace.postgresql("postgresql://127.0.0.1:1/none", "nobody", new Secret("x"));
        try (var database = new Database(away)) {
            assertThatThrownBy(() -> marks(database))
                    .isInstanceOfSatisfying(
                            DatabaseFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.UNREACHABLE));
        }
        var known = (DatabasePlace.Postgresql) server.newDatabase();
        var unknown = new DatabasePlace.Postgresql(known.url() + "no", known.user(), known.password());
        try (var database = new Database(unknown)) {
            assertThatThrownBy(() -> marks(database))
                    .isInstanceOfSatisfying(
                            DatabaseFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.DENIED));
        }
    }

    @Test
    void anAddressWithAPasswordOrOfAnotherDatabaseIsRefused() {
        var password = new Secret("x");
        for (var url : new String[] {
            "postgresql://localhost/ambo?password=hush",
            "jdbc:postgresql://user:hush@localhost/ambo",
            "mysql://localhost/ambo"
        }) {
            assertThatThrownBy(() -> DatabasePlace.postgresql(url, "ambo", password))
                    .isInstanceOf(Refusal.class)
                    .hasMessageNotContaining("hush");
        }
    }

    private Database sqlite(String file) {
        return new Database(place(file));
    }

    private DatabasePlace place(String file) {
        return new DatabasePlace.Sqlite(folder.resolve(file), folder);
    }

    private static int marks(Database database) {
        return database.read(sql -> sql.fetchCount(DSL.table("access_mark")));
    }

    private static String pragma(Database database, String name) {
        return database.read(sql -> String.valueOf(sql.fetchValue("pragma " + name)));
    }
}

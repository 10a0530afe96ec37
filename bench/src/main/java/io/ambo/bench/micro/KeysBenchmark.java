package io.ambo.bench.micro;

import io.ambo.access.Authenticator;
import io.ambo.access.KeySpec;
import io.ambo.access.Keys;
import io.ambo.bench.Folders;
import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Admission of a caller with few and with many keys. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@SuppressWarnings("NullAway.Init")
public class KeysBenchmark {

    @Param({"10", "10000"})
    public int keys;

    private Path folder;
    private Database database;
    private Authenticator authenticator;
    private final String[] headers = new String[16];
    private int next;

    @Setup
    public void create() throws IOException {
        folder = Files.createTempDirectory("ambo-micro");
        database = new Database(DatabasePlace.in(Home.open(folder.resolve("home"))));
        var all = new Keys(database, Clock.system());
        all.reload();
        for (var i = 0; i < keys; i++) {
            var secret = all.create(KeySpec.named("caller " + i)).secret();
            headers[i % headers.length] = "Bearer " + secret.reveal();
        }
        for (var i = keys; i < headers.length; i++) {
            headers[i] = headers[i % keys];
        }
        authenticator = all.authenticator();
    }

    @Benchmark
    public Caller admit() {
        next = (next + 1) % headers.length;
        return authenticator.admit(headers[next]);
    }

    @TearDown
    public void close() throws IOException {
        database.close();
        Folders.delete(folder);
    }
}

package io.ambo;

import io.ambo.access.Authenticator;
import io.ambo.access.ConversationClasses;
import io.ambo.access.KeyLimiter;
import io.ambo.api.ApiEndpoint;
import io.ambo.api.ApiReply;
import io.ambo.catalog.Roster;
import io.ambo.config.Settings;
import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.Language;
import io.ambo.core.MemoryBudget;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Journal;
import io.ambo.ledger.Outcome;
import io.ambo.pipeline.Lane;
import io.ambo.pipeline.Pipeline;
import io.ambo.pipeline.SealedIssuers;
import io.ambo.pipeline.Snapshot;
import io.ambo.pipeline.WorkerPool;
import io.ambo.platform.Home;
import io.ambo.platform.Network;
import io.ambo.privacy.Deidentifier;
import io.ambo.provider.AddressBook;
import io.ambo.provider.CircuitBreaker;
import io.ambo.provider.ConcurrencyLimiter;
import io.ambo.provider.Endpoint;
import io.ambo.provider.EndpointSupplier;
import io.ambo.provider.LoopDetection;
import io.ambo.provider.Providers;
import io.ambo.server.Routes;
import io.ambo.server.Server;
import io.ambo.standin.StandIn;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One lane with a server before it and a stand-in behind it, whose gate and journal a test holds in its hands. */
final class Parts implements AutoCloseable {

    /** A journal in memory that can be told to fail. */
    static final class MemoryJournal implements Journal {

        private final List<Entry> batch = new ArrayList<>();
        private final List<Entry> onFile = new ArrayList<>();
        private boolean broken;
        private Runnable bug = () -> {};

        @Override
        public synchronized void append(Entry entry) {
            if (entry.outcome() != Outcome.OPEN) {
                bug.run();
            }
            batch.add(entry);
        }

        @Override
        public synchronized void commit() throws IOException {
            var now = List.copyOf(batch);
            batch.clear();
            if (broken && !now.isEmpty()) {
                throw new IOException("the disk is full");
            }
            onFile.addAll(now);
        }

        synchronized void breaks(boolean yes) {
            broken = yes;
        }

        /** From now on it meets this bug at every entry that is closed. */
        synchronized void stumbles(Runnable over) {
            bug = over;
        }

        synchronized List<Entry> onFile() {
            return List.copyOf(onFile);
        }
    }

    /** The machine's clock as the pipeline sees it, which can be told to fail once. */
    static final class FragileClock implements Clock {

        private final Clock machine = Clock.system();
        private final AtomicReference<Runnable> bug = new AtomicReference<>(() -> {});

        @Override
        public Instant now() {
            return machine.now();
        }

        @Override
        public long nanoTime() {
            bug.getAndSet(() -> {}).run();
            return machine.nanoTime();
        }

        /** The next look at it meets this bug. */
        void breaksOnce(Runnable by) {
            bug.set(by);
        }
    }

    /** Everybody may come in. */
    private static final class OpenDoor implements Authenticator {

        @Override
        public Caller admit(@Nullable String authorization) {
            return Caller.keyless();
        }

        @Override
        public boolean keyless() {
            return true;
        }
    }

    private static final String SETTINGS = "port: 0\npolicy: tests\nengine: {enabled: false}\n";
    private static final String POLICY = "name: tests\nextends: default\non-journal-failure: %s\n";

    private final MemoryJournal journal = new MemoryJournal();
    private final FragileClock fragile = new FragileClock();
    private final List<IOException> alarms = new CopyOnWriteArrayList<>();
    private final WorkerPool workers = new WorkerPool(1, 1 << 28);
    private final EventLoopGroup loops = Network.best().loops(1, "parts");
    private final Server server;

    /** {@code onJournalFailure} is what the policy says about a journal that cannot be written. */
    Parts(StandIn standIn, Path folder, Map<String, ConcurrencyLimiter> limiters, String onJournalFailure)
            throws IOException {
        var home = Home.open(folder);
        write(folder.resolve("ambo.yaml"), SETTINGS);
        write(folder.resolve("providers/standin.yaml"), LiveServer.STANDIN_FILE.formatted(standIn.address()));
        write(folder.resolve("policies/tests.yaml"), POLICY.formatted(onJournalFailure));
        var settings = Settings.read(folder);
        var clock = Clock.system();
        var snapshot = Snapshot.of(
                Configuration.catalog(home, settings, List.of()),
                (provider, _) -> provider.baseUrl()
                        .filter(url -> provider.id().equals("standin"))
                        .map(url -> EndpointSupplier.at(Endpoint.of(url, Optional.of("sk-standin")))),
                InstalledTaggers.ALL,
                Roster.EMPTY,
                settings.policy(),
                settings.limits().nesting());
        var memory = new MemoryBudget(settings.limits().memory());
        var loop = loops.next();
        var lane = new Lane(loop, journal, workers, alarms::add);
        var tls = SslContextBuilder.forClient().build();
        var hops = new LoopDetection();
        var upstreams = new Providers(
                loop,
                Network.best(),
                tls,
                memory,
                new AddressBook(clock),
                limiters,
                hops,
                new LoopTimer(loop),
                clock,
                lane);
        var pipeline = new Pipeline(
                lane,
                upstreams,
                new Pipeline.Shared(
                        () -> snapshot,
                        new OpenDoor(),
                        new KeyLimiter(clock),
                        new CircuitBreaker(clock),
                        Deidentifier.of(home.secret("pseudonyms", 32)),
                        ConversationClasses.inMemory(new byte[16], clock),
                        new SealedIssuers(),
                        hops,
                        fragile,
                        "run"));
        server = Server.start(
                new Server.Listening(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        settings.limits(),
                        memory,
                        Language.EN,
                        "token"),
                Network.best(),
                loops,
                Map.of(loop, new Server.LaneOfLoop(loop, lane, pipeline, new LoopTimer(loop))),
                new Routes(List.of(ApiEndpoint.get("/healthz", ApiEndpoint.Access.OPEN, _ -> ApiReply.text("ok\n")))),
                new OpenDoor(),
                clock,
                (source, refusal) -> {});
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    int port() {
        return server.address().getPort();
    }

    MemoryJournal journal() {
        return journal;
    }

    FragileClock clock() {
        return fragile;
    }

    /** What the lane complained of. */
    List<IOException> alarms() {
        return alarms;
    }

    @Override
    public void close() {
        server.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        workers.close();
    }
}

package io.ambo.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.access.Authenticator;
import io.ambo.access.ConversationClasses;
import io.ambo.access.KeyLimiter;
import io.ambo.catalog.Catalog;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Roster;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.core.Caller;
import io.ambo.core.Health;
import io.ambo.core.MemoryBudget;
import io.ambo.core.MemoryShare;
import io.ambo.core.Refusal;
import io.ambo.format.OpenAiChat;
import io.ambo.format.Surface;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Journal;
import io.ambo.ledger.Outcome;
import io.ambo.platform.SettableClock;
import io.ambo.privacy.Deidentifier;
import io.ambo.privacy.TaggerSource;
import io.ambo.provider.Call;
import io.ambo.provider.CircuitBreaker;
import io.ambo.provider.Endpoint;
import io.ambo.provider.EndpointSupplier;
import io.ambo.provider.LoopDetection;
import io.ambo.provider.Outbound;
import io.ambo.provider.ReplyListener;
import io.ambo.wire.SseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One lane without a socket: a test plays the caller, the upstream, the journal's disk and the loop. */
final class TestLane implements AutoCloseable {

    private static final String PROVIDER = """
            id: %1$s
            kind: closed
            dialect: openai-chat
            base-url: https://%1$s.example/v1
            quirks: {drop: [seed]}
            data-terms: {trains-on-inputs: false, retention-days: 0, domicile: CN, source: made up, read: 2026-11-23}
            models:
              - id: large
                context: 128000
                max-output: 4096
                capabilities: [tools, json, vision]
                languages: [en, zh]
                tier: {value: 3, source: made up, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: %2$s, output: 10.00, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;

    private static final Map<String, Catalog> CATALOGS = Map.of("refuse", catalog("refuse"), "serve", catalog("serve"));

    private static Catalog catalog(String onJournalFailure) {
        try {
            var home = Files.createTempDirectory("lane");
            write(home.resolve("providers/one.yaml"), PROVIDER.formatted("one", "2.50"));
            write(home.resolve("providers/two.yaml"), PROVIDER.formatted("two", "5.00"));
            write(
                    home.resolve("policies/default.yaml"),
                    "name: default\nextends: default\non-journal-failure: " + onJournalFailure + "\n");
            return new CatalogReader(Set.of()).read(home, Settings.fallback());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A call of an upstream that a test answers. */
    final class TestCall implements Call {

        final Outbound outbound;
        final ReplyListener upstream;
        boolean cancelled;
        boolean sent;
        boolean reading = true;
        long received;

        TestCall(Outbound outbound, ReplyListener listener) {
            this.outbound = outbound;
            this.upstream = listener;
        }

        /** An event of a stream with this data. */
        void event(String data) {
            upstream.event(SseEvent.of(data));
        }

        /** A piece of an answer as a stream brings it. */
        void words(String text) {
            event(piece(text));
        }

        /** The same, of a size that is not read on the loop. */
        void manyWords(String text) {
            var event = SseEvent.of(piece(text));
            var share = new MemoryShare(memory);
            if (!share.growTo(event.raw().length)) {
                throw new IllegalStateException("no memory");
            }
            upstream.largeEvent(event, share);
        }

        private static String piece(String text) {
            return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}";
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void reading(boolean on) {
            reading = on;
        }

        @Override
        public long received() {
            return received;
        }

        @Override
        public boolean sent() {
            return sent;
        }

        @Override
        public int queuePosition() {
            return 0;
        }

        @Override
        public Duration queueEstimate() {
            return Duration.ZERO;
        }
    }

    /** What the caller sees, a word for each thing. */
    static final class TestReply implements Reply {

        final List<String> seen = new ArrayList<>();
        Map<String, String> headers = Map.of();
        final StringBuilder body = new StringBuilder();

        @Override
        public void begin(long length, Map<String, String> with) {
            seen.add("begin");
            headers = with;
        }

        @Override
        public void write(byte[] bytes) {
            seen.add("write");
            body.append(new String(bytes, UTF_8));
        }

        @Override
        public void flush() {}

        @Override
        public void end() {
            seen.add("end");
        }

        @Override
        public void refuse(Refusal refusal, Map<String, String> with) {
            seen.add("refuse " + refusal.reason().code());
            headers = with;
        }

        @Override
        public void breakOff(Refusal refusal) {
            seen.add("break-off " + refusal.reason().code());
        }

        @Override
        public void drop() {
            seen.add("drop");
        }

        @Override
        public boolean writable() {
            return true;
        }
    }

    private final class TestJournal implements Journal {

        private final List<Entry> batch = new ArrayList<>();

        @Override
        public void append(Entry entry) {
            if (entry.outcome() != Outcome.OPEN) {
                appendBug.run();
            }
            batch.add(entry);
        }

        @Override
        public void commit() throws IOException {
            var now = List.copyOf(batch);
            batch.clear();
            if (journalBreaks && !now.isEmpty()) {
                journalBreaks = false;
                throw new IOException("the disk is full");
            }
            onFile.addAll(now);
        }
    }

    /** Who may come in; an entry of the ledger names the key. */
    private final class Admitting implements Authenticator {

        @Override
        public Caller admit(@Nullable String authorization) {
            return caller;
        }

        @Override
        public boolean keyless() {
            return true;
        }
    }

    final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    final List<Entry> onFile = new ArrayList<>();
    final List<TestCall> calls = new ArrayList<>();
    final SettableClock clock;
    final MemoryBudget memory = new MemoryBudget(256L << 20);
    final WorkerPool workers = new WorkerPool(1, 256L << 20);
    final KeyLimiter limiter;
    final Lane lane;
    final Pipeline pipeline;
    final Preview preview;
    Caller caller = Caller.keyless();
    /** The next time that something is written. */
    boolean journalBreaks;

    Runnable appendBug = () -> {};

    TestLane() {
        this("refuse");
    }

    /** {@code onJournalFailure} is what the policy says. */
    TestLane(String onJournalFailure) {
        this(onJournalFailure, TaggerSource.NONE);
    }

    TestLane(TaggerSource taggers) {
        this("refuse", taggers);
    }

    private TestLane(String onJournalFailure, TaggerSource taggers) {
        this(Objects.requireNonNull(CATALOGS.get(onJournalFailure)), taggers);
    }

    /** What the lane is configured with. */
    TestLane(Catalog catalog, TaggerSource taggers) {
        clock = new SettableClock(Instant.parse("2026-11-30T12:00:00Z"));
        limiter = new KeyLimiter(clock);
        var snapshot = Snapshot.of(
                catalog,
                (provider, _) -> provider.baseUrl().map(TestLane::at),
                taggers,
                Roster.EMPTY,
                Policy.DEFAULT,
                OpenAiChat.USUAL_NESTING);
        var conversations = ConversationClasses.inMemory(new byte[16], clock);
        var issuers = new SealedIssuers();
        preview = new Preview(
                () -> snapshot,
                () -> Health.GOOD,
                limiter,
                Deidentifier.of(new byte[32]),
                conversations,
                issuers,
                clock);
        lane = new Lane(loop::add, new TestJournal(), workers, _ -> {});
        pipeline = new Pipeline(
                lane,
                this::call,
                new Pipeline.Shared(
                        () -> snapshot,
                        new Admitting(),
                        limiter,
                        new CircuitBreaker(clock),
                        Deidentifier.of(new byte[32]),
                        conversations,
                        issuers,
                        new LoopDetection(),
                        clock,
                        "run"));
    }

    private static EndpointSupplier at(URI url) {
        return EndpointSupplier.at(Endpoint.of(url, Optional.empty()));
    }

    private Call call(Outbound outbound, ReplyListener listener) {
        var call = new TestCall(outbound, listener);
        calls.add(call);
        return call;
    }

    /** A request of this model that says hello, to be streamed. */
    static String hello(String model) {
        return "{\"model\":\"" + model
                + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello.\"}]}";
    }

    /** The head of a request comes. */
    Exchange admit(Reply reply) {
        return admit(Surface.CHAT_COMPLETIONS, reply);
    }

    /** The head of a request comes on another surface. */
    Exchange admit(Surface surface, Reply reply) {
        var head = new RequestHead(surface, clock.now(), clock.nanoTime(), null, null, Map.of());
        return pipeline.admit(head, reply);
    }

    /** The head of a chat with steering headers comes. */
    Exchange admit(Map<String, List<String>> steering, Reply reply) {
        var head = new RequestHead(Surface.CHAT_COMPLETIONS, clock.now(), clock.nanoTime(), null, null, steering);
        return pipeline.admit(head, reply);
    }

    /** Its body comes, and has taken its memory. */
    void serve(Exchange exchange, String body) {
        var bytes = body.getBytes(UTF_8);
        var share = new MemoryShare(memory);
        if (!share.growTo(bytes.length)) {
            throw new IllegalStateException("no memory");
        }
        pipeline.serve(exchange, bytes, share);
    }

    /** Everything that waits on the loop is done, and what that brings. */
    void turn() {
        for (var task = loop.poll(); task != null; task = loop.poll()) {
            task.run();
        }
    }

    /** Runs the loop until this holds. */
    void turnUntil(BooleanSupplier holds) throws InterruptedException {
        while (!holds.getAsBoolean()) {
            var task = loop.poll(20, TimeUnit.SECONDS);
            if (task == null) {
                throw new AssertionError("nothing happens any more");
            }
            task.run();
        }
    }

    /** Work away from the loop does not begin before the latch is down. */
    CountDownLatch holdWorkers() {
        var latch = new CountDownLatch(1);
        workers.execute(() -> {
            try {
                latch.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
        return latch;
    }

    TestCall call() {
        return calls.getLast();
    }

    /** Entries that are closed. */
    List<Entry> closed() {
        return onFile.stream().filter(entry -> entry.outcome() != Outcome.OPEN).toList();
    }

    @Override
    public void close() {
        workers.close();
    }
}

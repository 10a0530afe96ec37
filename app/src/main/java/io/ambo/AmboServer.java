package io.ambo;

import com.sun.management.OperatingSystemMXBean;
import io.ambo.access.ConversationClasses;
import io.ambo.access.Keys;
import io.ambo.access.KeysReader;
import io.ambo.access.SpendingReader;
import io.ambo.api.AutoWords;
import io.ambo.api.CountTokensApi;
import io.ambo.api.HealthApi;
import io.ambo.api.KeysApi;
import io.ambo.api.LedgerApi;
import io.ambo.api.MaskApi;
import io.ambo.api.MetricsApi;
import io.ambo.api.ModelsApi;
import io.ambo.api.PreviewApi;
import io.ambo.api.PrivacyApi;
import io.ambo.api.ReloadApi;
import io.ambo.api.StatusApi;
import io.ambo.api.SumsApi;
import io.ambo.api.TrialApi;
import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy.JournalFailure;
import io.ambo.config.Choices;
import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.Language;
import io.ambo.core.MemoryBudget;
import io.ambo.core.Message;
import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.core.RequestId;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.process.EngineState;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Ledger;
import io.ambo.pipeline.Pipeline;
import io.ambo.pipeline.Preview;
import io.ambo.pipeline.SealedIssuers;
import io.ambo.pipeline.TokenEstimate;
import io.ambo.pipeline.WorkerPool;
import io.ambo.platform.Async;
import io.ambo.platform.Database;
import io.ambo.platform.Home;
import io.ambo.platform.Network;
import io.ambo.platform.Secret;
import io.ambo.platform.ServeFile;
import io.ambo.platform.Telemetry;
import io.ambo.privacy.Deidentifier;
import io.ambo.privacy.Masking;
import io.ambo.provider.CircuitBreaker;
import io.ambo.provider.EndpointSupplier;
import io.ambo.provider.Engines;
import io.ambo.provider.LoopDetection;
import io.ambo.server.Routes;
import io.ambo.server.Server;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A running Ambo server: builds all its parts in order, by constructors, and closes them in reverse order.
 * {@link #open} lists all of them.
 */
public final class AmboServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(AmboServer.class.getName());
    private static final int KEY_BYTES = 32;

    /**
     * The inputs of a server.
     *
     * @param overlays folders overlaid on the home's configuration, each with the layout of a home
     * @param engineTold receives the state of each engine, with the destination's id
     */
    public record Plan(
            Home home,
            Settings settings,
            List<Path> overlays,
            Language language,
            BiConsumer<String, EngineState> engineTold) {

        public Plan {
            overlays = List.copyOf(overlays);
        }
    }

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Plan plan;
    private final Clock clock;
    private final String run;
    private final Secret token = Secret.random(KEY_BYTES);
    private final Configuration configuration;
    private final Engines engines;
    private final Ledger ledger;
    private final Keys keys;
    private final Server server;

    /**
     * Builds the server and starts to serve.
     *
     * @throws Refusal the configuration or the machine does not permit it; nothing is left running
     */
    public static AmboServer open(Plan plan) {
        return open(plan, Time.system());
    }

    static AmboServer open(Plan plan, Time time) {
        return new AmboServer(plan, time);
    }

    private AmboServer(Plan plan, Time time) {
        this.plan = plan;
        this.clock = time.clock();
        try {
            var home = plan.home();
            var settings = plan.settings();
            kept(home.lock());
            LogLevels.set(settings.logLevel());
            run = RequestId.next(clock.now()).text();
            Server.requireFree(Server.address(settings));
            var telemetry = new Telemetry();
            var network = network(settings);
            // SQL is slow to open, so it opens while the configuration is read.
            var database = kept(new Database(Storage.place(home, settings)));
            keys = new Keys(database, clock);
            var keysRead = kept(Async.begin(keys::reload));
            configuration = new Configuration(home, settings, plan.overlays(), this::engineAt);
            // The engine is the slowest to start, so it starts first.
            var catalog = configuration.now().catalog();
            engines = kept(startEngines(catalog));
            ledger = kept(Ledger.open(home, database, run, clock, telemetry, settings.ledger()));
            var deidentifier = Deidentifier.of(home.secret("pseudonyms", KEY_BYTES));
            var conversations = kept(ConversationClasses.open(home, clock));
            var issuers = new SealedIssuers();
            var breaker = new CircuitBreaker(clock);
            var memory = new MemoryBudget(settings.limits().memory());
            var workers = kept(new WorkerPool(
                    Runtime.getRuntime().availableProcessors(),
                    settings.limits().memory()));
            var pipelines = new Pipeline.Shared(
                    configuration::now,
                    keys.authenticator(),
                    keys.limiter(),
                    breaker,
                    deidentifier,
                    conversations,
                    issuers,
                    new LoopDetection(),
                    clock,
                    run);
            var shared = new Lanes.Shared(
                    network,
                    Lanes.tls(),
                    memory,
                    engines.limiters(),
                    workers,
                    ledger,
                    time,
                    pipelines,
                    new JournalAlarm(clock));
            var lanes = kept(new Lanes(settings.lanesInUse(), shared));
            var preview = new Preview(
                    configuration::now, breaker::now, keys.limiter(), deidentifier, conversations, issuers, clock);
            var routes = routes(telemetry, deidentifier, preview);
            keysRead.await();
            kept(KeysReader.start(keys));
            kept(SpendingReader.start(keys.limiter(), this::spentBefore));
            refuseOpenDoors(settings);
            server = kept(listen(network, lanes, routes, memory));
            announce(home.serveFile());
        } catch (IOException e) {
            close();
            throw Refusal.of(Reason.BAD_CONFIGURATION, "startup.cannot-start", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Corrects an entry; the key's spending follows at once. */
    private void corrected(Entry before, Entry after) {
        after.cost().ifPresent(now -> {
            var difference = before.cost().map(now::minus).orElse(now);
            keys.limiter()
                    .corrected(
                            after.caller(),
                            difference,
                            after.openedAt(),
                            after.run().equals(run));
        });
    }

    private Money spentBefore(String caller, String currency, LocalDate since) {
        return ledger.entries().spentBefore(run, caller, currency, since);
    }

    private Server listen(Network network, Lanes lanes, Routes routes, MemoryBudget memory) throws IOException {
        return Server.start(
                listening(plan.settings(), memory),
                network,
                lanes.loops(),
                lanes.byLoop(),
                routes,
                keys.authenticator(),
                clock,
                (source, refusal) -> ledger.refusedCallers().count(source, refusal.reason()));
    }

    private Optional<EndpointSupplier> engineAt(Destination destination) {
        return engines.endpoint(destination);
    }

    private Engines startEngines(Catalog catalog) {
        var wish = plan.settings().engine();
        if (!wish.enabled()) {
            return Engines.none();
        }
        return Engines.start(
                catalog,
                new Engines.Running(
                        EngineEnvironment.of(plan.home().root()),
                        wish.llamaServer().map(Path::of),
                        wish.queue(),
                        wish.memory().orElseGet(AmboServer::threeQuartersOfMemory),
                        wish.minimumStay(),
                        wish.idleTimeout(),
                        clock,
                        plan.engineTold()));
    }

    /** The share of memory for bodies; the rest is for everything else in this process. */
    private static long threeQuartersOfMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize() / 4 * 3
                : Long.MAX_VALUE;
    }

    /** Beyond loopback every caller needs a key; without any key the server does not listen there. */
    private void refuseOpenDoors(Settings settings) throws UnknownHostException {
        var address = InetAddress.getByName(settings.listen());
        if (!address.isLoopbackAddress() && keys.authenticator().keyless()) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "startup.open-doors", settings.listen())
                    .hint("startup.open-doors.hint");
        }
    }

    private Server.Listening listening(Settings settings, MemoryBudget memory) throws UnknownHostException {
        return new Server.Listening(
                Server.address(settings), settings.limits(), memory, plan.language(), token.reveal());
    }

    private Optional<ModelsApi.Standing> standing(String destination) {
        return Optional.ofNullable(engines.states().get(destination))
                .flatMap(state -> Optional.ofNullable(engines.limiters().get(destination))
                        .map(limiter -> new ModelsApi.Standing(state, limiter.waiting(), limiter.estimate())));
    }

    private Routes routes(Telemetry telemetry, Deidentifier deidentifier, Preview preview) {
        var status = new StatusApi.ServerStatus(
                Version.text(), run, clock.now(), this::address, this::keyless, configuration::now, engines::states);
        return new Routes(Stream.of(
                        new ModelsApi(configuration::now, this::standing, clock.now()).endpoints(),
                        new CountTokensApi(new TokenEstimate(configuration::now)).endpoints(),
                        new HealthApi(() -> keys.authenticator().ready(), this::answers).endpoints(),
                        new MetricsApi(Telemetry.MEDIA_TYPE, telemetry::text).endpoints(),
                        new StatusApi(status, clock).endpoints(),
                        new LedgerApi(ledger::entries, plan.home(), keys::names, this::corrected, clock).endpoints(),
                        new SumsApi(ledger::entries, keys::names, clock).endpoints(),
                        new PrivacyApi(ledger::entries, this::catalog, clock).endpoints(),
                        new TrialApi(ledger::entries, TriedPolicies.of(this::catalog, plan), clock).endpoints(),
                        new PreviewApi(preview, this::catalog, this::keyless).endpoints(),
                        new MaskApi(policy -> masking(deidentifier, policy), this::catalog).endpoints(),
                        new KeysApi(() -> keys, clock).endpoints(),
                        new ReloadApi(this::reload).endpoints())
                .flatMap(List::stream)
                .toList());
    }

    /** Whether requests can be recorded, or the policy serves them unrecorded. */
    private boolean answers() {
        return ledger.writable() || catalog().defaultPolicy().onJournalFailure() == JournalFailure.SERVE;
    }

    private Masking masking(Deidentifier deidentifier, Optional<String> policy) {
        var now = configuration.now();
        return Masking.of(now.rules(policy.orElseGet(now::policy)).scanner(), deidentifier);
    }

    private Catalog catalog() {
        return configuration.now().catalog();
    }

    private void announce(ServeFile file) throws IOException {
        file.write(new ServeFile.Server(address(), ProcessHandle.current().pid(), token));
        parts.push(file::remove);
    }

    /** The address for programs on this machine. */
    public URI address() {
        return server.addresses().getFirst();
    }

    /** The address for other machines, if it listens on all addresses of this one. */
    public List<URI> addressesForOthers() {
        return server.addresses().stream().skip(1).toList();
    }

    public boolean keyless() {
        return keys.authenticator().keyless();
    }

    /** Says which model answers {@code auto}, as text for people. */
    public Message auto() {
        return AutoWords.of(configuration.now(), clock.now());
    }

    public Engines engines() {
        return engines;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The data behind {@code /api}. */
    public Secret token() {
        return token;
    }

    /** Model files that were skipped, with their mistakes. */
    List<Message> leftOut() {
        return configuration.now().catalog().leftOut();
    }

    /** The version of the current configuration. */
    public String configVersion() {
        return configuration.now().version();
    }

    /**
     * Reloads the configuration, completely or not at all; returns its version. The engines are updated first, so that a
     * new model exists when the first request names it.
     */
    public String reload() {
        return configuration.reload(engines::follow).version();
    }

    /** Waits for requests in progress, for as long as the settings allow. */
    public void drain() {
        server.drain(plan.settings().limits().stopTimeout());
    }

    private static Network network(Settings settings) {
        var network = settings.network().orElseGet(Network::best);
        if (!network.available()) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "startup.network-unavailable", Choices.id(network));
        }
        return network;
    }

    private <T extends AutoCloseable> T kept(T part) {
        parts.push(part);
        return part;
    }

    /** Closes all parts in reverse order; an exception from one does not prevent closing the others. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "a part did not come down cleanly", e);
            }
        }
    }
}

package io.ambo.config;

import io.ambo.core.Language;
import io.ambo.platform.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How this server runs: {@code ambo.yaml} in Ambo's home. Models and policies are in the catalogue instead; only the
 * slots and context of {@link Engine} become part of the catalogue too.
 *
 * @param listen the address to listen on
 * @param port 0 lets the system choose
 * @param lanes the number of event loops; 0 means one per core
 * @param network the transport for sockets; empty means the best available
 * @param policy the policy of requests that select none
 */
public record Settings(
        String listen,
        int port,
        int lanes,
        Optional<Network> network,
        String policy,
        LogLevel logLevel,
        Optional<Language> language,
        Limits limits,
        Ledger ledger,
        Engine engine) {

    /** The verbosity of the log. */
    public enum LogLevel {
        ERROR,
        WARNING,
        INFO,
        DEBUG
    }

    /**
     * Limits on one caller, and on all together.
     *
     * @param body most bytes of a request's body
     * @param headLine most bytes of the first line of a request
     * @param head most bytes of all header fields together
     * @param nesting most levels of nesting in a JSON body
     * @param connections most open connections
     * @param memory most bytes of all bodies in flight together
     * @param headTimeout how long a head may take to arrive
     * @param bodyTimeout how long a body may take to arrive
     * @param idleTimeout how long a connection may be idle between two requests
     * @param stopTimeout how long requests in progress may continue when the server stops
     */
    public record Limits(
            long body,
            int headLine,
            int head,
            int nesting,
            int connections,
            long memory,
            Duration headTimeout,
            Duration bodyTimeout,
            Duration idleTimeout,
            Duration stopTimeout) {}

    /**
     * Where ledger entries are stored.
     *
     * @param storage {@code sqlite}, or {@code jdbc:postgresql://HOST/NAME}
     * @param user for PostgreSQL
     * @param password where the password is stored, {@code env:NAME} or {@code file:NAME}; never the password
     * @param drainInterval how often the journal's records are moved to SQL
     * @param syncInterval the longest period that a power failure can lose
     * @param retention how long and how much of it is kept
     */
    public record Ledger(
            String storage,
            Optional<String> user,
            Optional<String> password,
            Duration drainInterval,
            Duration syncInterval,
            Retention retention) {}

    /**
     * What is kept of the ledger; an empty value means no limit.
     *
     * @param age after which an entry is deleted
     * @param size bytes beyond which the oldest entries are deleted
     */
    public record Retention(Optional<Duration> age, Optional<Long> size) {

        public static final Retention EVERYTHING = new Retention(Optional.empty(), Optional.empty());
    }

    /**
     * The engine that Ambo starts itself.
     *
     * @param enabled whether it is started
     * @param slots concurrent requests; empty means as in the engine's file
     * @param context tokens of prompt and answer combined, per slot; likewise
     * @param threads 0 means one per free core; likewise
     * @param queue how many requests may wait for a slot
     * @param memory bytes that all loaded models may take together; empty means three quarters of the machine's memory
     * @param minimumStay how long a loaded model stays at least before it is unloaded for another
     * @param idleTimeout how long a model may be unused before it is put to sleep; zero means never
     * @param python the Python program that installs and runs it; empty means found on PATH
     * @param llamaServer a {@code llama-server} to use instead of the package
     */
    public record Engine(
            boolean enabled,
            Optional<Integer> slots,
            Optional<Integer> context,
            Optional<Integer> threads,
            int queue,
            Optional<Long> memory,
            Duration minimumStay,
            Duration idleTimeout,
            Optional<String> python,
            Optional<String> llamaServer) {}

    private static final String FILE = "ambo.yaml";

    /** As many lanes as are set, or as there are processors. */
    public int lanesInUse() {
        return lanes > 0 ? lanes : Runtime.getRuntime().availableProcessors();
    }

    /**
     * The settings of a home folder; defaults apply to absent keys and to an absent file.
     *
     * @throws io.ambo.core.Refusal with every mistake in the file
     */
    public static Settings read(Path home) {
        var file = home.resolve(FILE);
        var mistakes = new ConfigErrors();
        var fields = Files.exists(file) ? Documents.yaml(file, FILE, mistakes) : Optional.<Node.Fields>empty();
        var section = Section.of(fields.orElseGet(Settings::nothing), mistakes);
        var settings = SettingsReading.read(section);
        section.close();
        mistakes.refuseIfAny();
        return settings;
    }

    /** A copy with another address or port, if given. */
    public Settings listeningOn(Optional<String> otherAddress, Optional<Integer> otherPort) {
        return new Settings(
                otherAddress.orElse(listen),
                otherPort.orElse(port),
                lanes,
                network,
                policy,
                logLevel,
                language,
                limits,
                ledger,
                engine);
    }

    /** The default settings. */
    public static Settings fallback() {
        return SettingsReading.read(Section.of(nothing(), new ConfigErrors()));
    }

    /** Every key with its type and default, for the reference page; {@code config.setting.KEY} describes it. */
    public static List<Section.Asked> reference() {
        var section = Section.of(nothing(), new ConfigErrors());
        SettingsReading.read(section);
        return section.asked();
    }

    private static Node.Fields nothing() {
        return new Node.Fields(Map.of(), new SourceLocation(FILE, 1));
    }
}

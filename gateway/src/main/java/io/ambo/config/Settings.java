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
 * How this server runs: {@code ambo.yaml} in Ambo's home. Which models there are and what may go where is not in it but
 * in the catalogue; only {@link Engine}'s slots and context become part of that too.
 *
 * @param listen address to listen on
 * @param port 0 lets the system choose
 * @param lanes event loops; 0 is one for each core
 * @param network the way to the machine's sockets; empty: the best one
 * @param policy the policy of callers who name none
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

    /** How much is written to the log. */
    public enum LogLevel {
        ERROR,
        WARNING,
        INFO,
        DEBUG
    }

    /**
     * What one caller, and all together, may take up.
     *
     * @param body most bytes of a request's body
     * @param headLine most bytes of the first line of a request
     * @param head most bytes of all header fields together
     * @param nesting most levels of a body's JSON
     * @param connections most open connections
     * @param memory most bytes of all bodies in flight together
     * @param headTimeout how long a head may take to arrive
     * @param bodyTimeout how long a body may take to arrive
     * @param idleTimeout how long a connection may lie idle between two requests
     * @param stopTimeout how long requests under way may still take when the server stops
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
     * Where entries are kept.
     *
     * @param storage {@code sqlite}, or {@code jdbc:postgresql://HOST/NAME}
     * @param user for PostgreSQL
     * @param password where the password is kept, {@code env:NAME} or {@code file:NAME}; never the password
     * @param drainInterval how often the journal's records are moved into SQL
     * @param syncInterval the most that a loss of power can take
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
     * What of the ledger is kept; what is empty is not limited.
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
     * @param enabled whether one is started
     * @param slots how many requests it works on at once; empty: as the engine's file says
     * @param context tokens of prompt and answer together, of each slot; likewise
     * @param threads 0 is as many as there are free cores; likewise
     * @param queue how many requests may wait for a slot
     * @param memory bytes that all loaded models may take together; empty: three quarters of the machine's
     * @param minimumStay how long a model that was loaded stays at least before it makes room for another
     * @param idleTimeout how long a model may lie unused before it is put to sleep; zero is for ever
     * @param python the program that installs and runs it; empty: found on PATH
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

    /**
     * The settings of a home folder; every key that is not there has its fallback, and so has everything without the
     * file.
     *
     * @throws io.ambo.core.Refusal with every mistake of the file
     */
    public static Settings read(Path home) {
        var file = home.resolve(FILE);
        var mistakes = new Mistakes();
        var fields = Files.exists(file) ? Documents.yaml(file, FILE, mistakes) : Optional.<Node.Fields>empty();
        var section = Section.of(fields.orElseGet(Settings::nothing), mistakes);
        var settings = SettingsReading.read(section);
        section.close();
        mistakes.refuseIfAny();
        return settings;
    }

    /** The same, listening elsewhere where that is said. */
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

    /** What holds without a file. */
    public static Settings fallback() {
        return SettingsReading.read(Section.of(nothing(), new Mistakes()));
    }

    /** Every key with its type and fallback, for the reference page; {@code config.setting.KEY} says what it is. */
    public static List<Section.Asked> reference() {
        var section = Section.of(nothing(), new Mistakes());
        SettingsReading.read(section);
        return section.asked();
    }

    private static Node.Fields nothing() {
        return new Node.Fields(Map.of(), new Place(FILE, 1));
    }
}

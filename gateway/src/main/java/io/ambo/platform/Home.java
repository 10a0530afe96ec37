package io.ambo.platform;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The only folder that Ambo writes to: {@code ~/.ambo}, or {@code AMBO_HOME}, or {@code --home}.
 *
 * <p>It and its subfolders are accessible only to their owner (mode 0700). A folder that others can access or that
 * belongs to another user is refused; if it is the user's own and empty, its mode is corrected instead. On file systems
 * without POSIX permissions these checks do not apply.
 */
public final class Home {

    private static final String LEDGER = "ledger";
    private static final String SNAPSHOTS = "snapshots";
    private static final String WEIGHTS = "weights";
    private static final String ENGINES = "engines";
    private static final String RUN = "run";
    private static final String LOGS = "logs";
    private static final String SECRETS = "secrets";
    private static final List<String> FOLDERS = List.of(LEDGER, SNAPSHOTS, WEIGHTS, ENGINES, RUN, LOGS, SECRETS);
    private static final List<String> WRITTEN_BY_PEOPLE =
            List.of("ambo.yaml", "providers", "models", "policies", "recognisers", "measurements", "speeds");

    /** A folder that contains nothing else is a home, or can become one. */
    private static final Set<String> BELONGS =
            Stream.concat(FOLDERS.stream(), WRITTEN_BY_PEOPLE.stream()).collect(Collectors.toUnmodifiableSet());

    private final Path root;

    private Home(Path root) {
        this.root = root;
    }

    /**
     * The location of the home: the option if given, otherwise {@code AMBO_HOME}, otherwise {@code .ambo} in
     * {@code HOME}, otherwise in the folder that the system names as the user's.
     */
    public static Path place(Optional<Path> option, Map<String, String> environment) {
        return option.or(() -> folder(environment, "AMBO_HOME"))
                .or(() -> folder(environment, "HOME").map(home -> home.resolve(".ambo")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".ambo"))
                .toAbsolutePath()
                .normalize();
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(name -> !name.isBlank())
                .map(Path::of);
    }

    /**
     * Opens the home in that folder, creating it if necessary.
     *
     * @throws Refusal if it cannot be written, belongs to another user, or is accessible to others
     */
    public static Home open(Path folder) {
        var root = folder.toAbsolutePath().normalize();
        try {
            PrivateFiles.makeFolder(root);
            PrivateFiles.requirePrivate(root, BELONGS);
            for (var name : FOLDERS) {
                PrivateFiles.makeFolder(root.resolve(name));
                PrivateFiles.close(root.resolve(name));
            }
            return new Home(root);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.not-a-folder", e.getFile())
                    .hint("home.choose");
        } catch (IOException e) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.not-writable", root, PrivateFiles.wording(e))
                    .hint("home.choose");
        }
    }

    public Path root() {
        return root;
    }

    public Path ledger() {
        return root.resolve(LEDGER);
    }

    public Path snapshots() {
        return root.resolve(SNAPSHOTS);
    }

    public Path weights() {
        return root.resolve(WEIGHTS);
    }

    public Path engines() {
        return root.resolve(ENGINES);
    }

    /** The folder for files that exist only while a server runs. */
    public Path run() {
        return root.resolve(RUN);
    }

    public Path logs() {
        return root.resolve(LOGS);
    }

    public Path secrets() {
        return root.resolve(SECRETS);
    }

    /**
     * Locks the home for this process, so that only one server runs in it.
     *
     * @throws Refusal if another process holds it; the message contains its id
     */
    public HomeLock lock() {
        return HomeLock.take(run(), root);
    }

    /** The lock; empty if another process holds it. */
    public Optional<HomeLock> tryLock() {
        return HomeLock.tryTake(run(), root);
    }

    /** The id of the process that holds the home, if any. */
    public Optional<Long> holder() {
        return HomeLock.holder(run());
    }

    /**
     * A file of models, possibly written by the user; its folder is created if necessary.
     *
     * @param name without {@code .yaml}
     */
    public Path modelFile(String name) throws IOException {
        var folder = root.resolve("models");
        PrivateFiles.makeFolder(folder);
        return folder.resolve(name + ".yaml");
    }

    /**
     * Random bytes that are created once and then never change; concurrent processes get the same ones.
     *
     * @param name a file name in the secrets folder
     * @param size the number of bytes
     */
    public byte[] secret(String name, int size) throws IOException {
        var file = secrets().resolve(name);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            var bytes = new byte[size];
            new SecureRandom().nextBytes(bytes);
            return PrivateFiles.writeOnce(file, bytes) ? bytes : Files.readAllBytes(file);
        }
    }

    /** Replaces a file atomically (mode 0600): readers see either the old or the new content. */
    public void writeAtomically(Path file, byte[] content) throws IOException {
        PrivateFiles.replace(file, content);
    }

    /** The file that tells how to reach a running server. */
    public ServeFile serveFile() {
        return new ServeFile(run());
    }

    /** The secrets that configuration refers to. */
    public Secrets secretsOf(Map<String, String> environment) {
        return new Secrets(secrets(), environment);
    }

    @Override
    public String toString() {
        return root.toString();
    }
}

package io.ambo;

import io.ambo.config.Settings;
import io.ambo.core.Language;
import io.ambo.platform.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A whole Ambo in a process of its own, to be killed. */
final class ServerProcess implements AutoCloseable {

    private static final boolean GNU_ENV = hasGnuEnv();

    private final Process process;
    private final URI address;

    private ServerProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** What the process runs: a house on the home that is the argument, until it is killed. */
    public static void main(String[] arguments) throws Exception {
        var home = Home.open(Path.of(arguments[0]));
        var plan = new AmboServer.Plan(
                home,
                Settings.read(home.root()),
                List.of(),
                Language.EN,
                (provider, state) ->
                        System.out.println("engine " + state.getClass().getSimpleName()));
        try (var server = AmboServer.open(plan)) {
            System.out.println("ready " + server.address());
            System.in.transferTo(System.out);
        }
    }

    static ServerProcess start(Path home) throws IOException {
        return started(java(ServerProcess.class, home.toString()));
    }

    /** The same, where the home's ledger is on a file system of its own that holds so many bytes. */
    static ServerProcess startWithLedgerOf(int bytes, Path home) throws IOException {
        var mount = "mount -t tmpfs -o size=" + bytes + " none \"$0\" && exec \"$@\"";
        return started(mounted(mount, home.resolve("ledger"), java(ServerProcess.class, home.toString())));
    }

    /** How to run a command where something is mounted for it alone; {@code $0} is the place, and it ends with the command. */
    static List<String> mounted(String script, Path place, List<String> command) {
        var all = new ArrayList<>(List.of("unshare", "--mount", "--map-root-user", "sh", "-c", script));
        all.add(place.toString());
        all.addAll(command);
        return all;
    }

    /** How to run a class of this test's in a process of its own. */
    static List<String> java(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * A command that hears the signals of a terminal even where the tests were started in the background, or by nohup: what
     * ignores them there is inherited. Only GNU's env can undo that.
     */
    static List<String> hearingSignals(List<String> command) {
        if (!GNU_ENV) {
            return command;
        }
        var heard = new ArrayList<>(List.of("env", "--default-signal=HUP,INT"));
        heard.addAll(command);
        return heard;
    }

    private static boolean hasGnuEnv() {
        try {
            return new ProcessBuilder("env", "--default-signal=HUP,INT", "true")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ServerProcess started(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var reader = process.inputReader(StandardCharsets.UTF_8);
        return new ServerProcess(process, URI.create(lineBeginning("ready ", reader)));
    }

    /** Waits for a line of the process, and gives what follows its beginning. */
    private static String lineBeginning(String beginning, BufferedReader reader) throws IOException {
        while (true) {
            var line = reader.readLine();
            if (line == null) {
                throw new IOException("the process ended before it said: " + beginning);
            }
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
    }

    /** A path of this process, as other processes reach it, whatever is mounted there. */
    Path path(Path own) {
        return Path.of("/proc/" + process.pid() + "/root" + own.toAbsolutePath());
    }

    URI at(String path) {
        return address.resolve(path);
    }

    Process process() {
        return process;
    }

    /** SIGKILL: nothing in it has a chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

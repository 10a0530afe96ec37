package io.ambo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process started for the measurement, pinned to its processors; it ends with the measurement. */
final class Child implements AutoCloseable {

    private final String name;
    private final Process process;
    private final BufferedReader output;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.output = process.inputReader();
    }

    /**
     * Starts a process; it also ends when this process is killed.
     *
     * @param processors the processors that it may use, in taskset's format
     */
    static Child start(String name, String processors, Path folder, List<String> command) {
        return start(name, processors, folder, command, Redirect.PIPE);
    }

    /** The same, for a process whose output is not waited for. */
    static Child startQuietly(String name, String processors, Path folder, List<String> command) {
        return start(name, processors, folder, command, Redirect.DISCARD);
    }

    private static Child start(String name, String processors, Path folder, List<String> command, Redirect output) {
        var bound = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM", "taskset", "-c", processors));
        bound.addAll(command);
        try {
            var log = folder.resolve(name + ".log").toFile();
            return new Child(
                    name,
                    new ProcessBuilder(bound)
                            .redirectOutput(output)
                            .redirectError(log)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** The command that runs one of our programs with this JDK and this class path. */
    static List<String> java(List<String> javaOptions, String... words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return command;
    }

    /** Waits for the line {@code ready ADDRESS}. */
    InetSocketAddress address() {
        var uri = URI.create(told("ready"));
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** Waits for a line that begins with this word; returns the rest of it. */
    String told(String word) {
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(word + " ")) {
                    return line.substring(word.length()).strip();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(name + " did not start; its log says why");
    }

    /** This process alone. */
    long process() {
        return process.pid();
    }

    /** This process and its children. */
    List<Long> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    @Override
    public void close() {
        var all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}

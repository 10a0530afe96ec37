package io.ambo.bench;

import io.ambo.platform.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Everything that is measured, in a temporary folder: the stand-in, and nginx, Ambo and peers in front of it. */
final class Stage implements AutoCloseable {

    private static final String REST = "1";
    private static final int MOST_TRIES = 4_000;
    private static final String KEY = "sk-upstream";

    private final Path folder;
    private final Options options;
    private final Deque<Child> children = new ArrayDeque<>();
    private final List<String> logs =
            new ArrayList<>(List.of("standin.log", "ambo.log", "nginx.log", "nginx/error.log"));
    private final List<Target> targets = new ArrayList<>();
    private final Child standIn;

    private Stage(Options options) throws IOException {
        this.options = options;
        this.folder = Files.createTempDirectory("ambo-bench");
        this.standIn = child("standin", REST, Child.java(options.standInJvm(), "io.ambo.standin.Main", "--no-record"));
    }

    /** Starts everything; if that fails, everything already started is stopped. */
    static Stage open(Options options) {
        try {
            var stage = new Stage(options);
            Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "end-all"));
            stage.start();
            return stage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() throws IOException {
        var upstream = standIn.address();
        targets.add(Target.of(Target.DIRECT, List.of(), upstream));
        targets.add(nginx(upstream));
        targets.add(ambo(upstream));
        for (var peer : options.peers()) {
            if (peer.installed()) {
                targets.add(peer(peer, upstream));
            }
        }
    }

    List<Target> targets() {
        return List.copyOf(targets);
    }

    /** The stand-in's process. */
    List<Long> standIn() {
        return standIn.processes();
    }

    private Target nginx(InetSocketAddress upstream) throws IOException {
        Files.createDirectories(folder.resolve("nginx"));
        var whole = freePort();
        var streams = freePort();
        var file = folder.resolve("nginx").resolve("nginx.conf");
        Files.writeString(file, NginxFile.of(options.lanes(), upstream, whole.getPort(), streams.getPort(), KEY));
        var prefix = folder.resolve("nginx") + "/";
        var child = child("nginx", proxy(), List.of("nginx", "-p", prefix, "-c", file.toString(), "-e", "error.log"));
        awaitPort(Target.NGINX, streams);
        return new Target(Target.NGINX, child.processes(), whole, streams, List.of());
    }

    private Target ambo(InetSocketAddress upstream) throws IOException {
        var root = folder.resolve("home");
        var home = Home.open(root);
        Files.writeString(
                root.resolve("ambo.yaml"), "port: 0\nlanes: " + options.lanes() + "\nengine: {enabled: false}\n");
        Files.createDirectories(root.resolve("providers"));
        Files.writeString(root.resolve("providers").resolve("bench.yaml"), ProviderFile.of(upstream));
        Files.createDirectories(root.resolve("policies"));
        Files.writeString(
                root.resolve("policies").resolve("default.yaml"),
                "name: default\nextends: default\nnames: {tagger: " + options.tagger() + "}\n");
        home.writeAtomically(home.secrets().resolve("bench"), KEY.getBytes(StandardCharsets.US_ASCII));
        var child = child("ambo", proxy(), Child.java(options.amboJvm(), Serving.class.getName(), root.toString()));
        var address = child.address();
        return Target.of(Target.AMBO, child.processes(), address);
    }

    private Target peer(Peer peer, InetSocketAddress upstream) throws IOException {
        var address = freePort();
        var child = Child.startQuietly(peer.id(), proxy(), folder, peer.command(folder, upstream, address.getPort()));
        children.push(child);
        logs.add(peer.id() + ".log");
        awaitPort(peer.id(), address);
        return new Target(peer.id(), child.processes(), address, address, peer.headers(upstream));
    }

    /** One processor for each lane: 0, and those after the one that everything else has; of two, both. */
    private String proxy() {
        var cores = Machine.cores();
        if (options.lanes() == 1) {
            return "0";
        }
        return cores < 3 ? "0-1" : "0,2-" + Math.min(options.lanes(), cores - 1);
    }

    private Child child(String name, String processors, List<String> command) {
        var child = Child.start(name, processors, folder, command);
        children.push(child);
        return child;
    }

    private static InetSocketAddress freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    private static void awaitPort(String name, InetSocketAddress address) {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            try (var socket = new Socket(address.getAddress(), address.getPort())) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException _) {
                Pause.millis(25);
            }
        }
        throw new IllegalStateException(name + " does not answer on " + address);
    }

    @Override
    public synchronized void close() {
        while (!children.isEmpty()) {
            children.pop().close();
        }
        if (Files.exists(folder)) {
            showLogs();
            delete();
        }
    }

    /** Shows the errors of the processes and deletes the folder. */
    private void showLogs() {
        for (var name : logs) {
            try (var lines = Files.lines(folder.resolve(name))) {
                lines.limit(20).forEach(line -> System.err.println(name + ": " + line));
            } catch (IOException e) {
                System.err.println(name + ": " + e);
            }
        }
    }

    private void delete() {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println("could not delete " + folder + ": " + e.getMessage());
        }
    }
}

package io.ambo.cli;

import io.ambo.cli.Finding.Severity;
import io.ambo.config.Settings;
import io.ambo.ledger.LedgerGrowth;
import io.ambo.platform.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the machine has of what Ambo needs: a JDK, a Python, room, a free port. */
final class MachineCheck {

    private static final int LEAST_JAVA = 25;
    private static final long MEBIBYTE = 1 << 20;
    private static final long LOW = 2048;
    private static final long TOO_LOW = 200;
    private static final long FEW_DAYS = 14;
    private static final double SECONDS_A_DAY = 86_400;

    private MachineCheck() {}

    static Finding java() {
        var version = Runtime.version();
        return new Finding(
                version.feature() >= LEAST_JAVA ? Severity.GOOD : Severity.BROKEN, "java", version, LEAST_JAVA);
    }

    /** The embedded engine is a Python package unless another is named. */
    static Finding python(Optional<Settings> settings) {
        var program = settings.flatMap(it -> it.engine().python()).orElse("python3");
        if (settings.flatMap(it -> it.engine().llamaServer()).isPresent()) {
            return new Finding(Severity.GOOD, "python-unneeded");
        }
        return version(program)
                .map(version -> new Finding(Severity.GOOD, "python", version))
                .orElseGet(() -> new Finding(Severity.WARNING, "python-missing", program));
    }

    private static Optional<String> version(String program) {
        try {
            var process = new ProcessBuilder(program, "-m", "pip", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            var done = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
            return done ? Optional.of(said.replaceFirst(" from .* \\(", " (")) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Finding disk(Home home) {
        try {
            var free = Files.getFileStore(home.root()).getUsableSpace() / MEBIBYTE;
            var severity = free < TOO_LOW ? Severity.BROKEN : free < LOW ? Severity.WARNING : Severity.GOOD;
            return new Finding(severity, severity == Severity.GOOD ? "disk" : "disk-low", free, home.root());
        } catch (IOException _) {
            return new Finding(Severity.BROKEN, "disk-low", 0, home.root());
        }
    }

    /** How long the disk lasts at the rate of the last day; nothing to say where nothing came. */
    static Optional<Finding> ledger(Home home, Settings settings, LedgerGrowth growth) {
        if (growth.bytesADay() <= 0) {
            return Optional.empty();
        }
        var taken = Words.bytes(growth.bytes());
        var daily = Words.bytes(growth.bytesADay());
        if (!settings.ledger().storage().equals("sqlite")) {
            return Optional.of(new Finding(Severity.NOTE, "ledger-growth", taken, daily, growth.entriesADay()));
        }
        try {
            var free = Files.getFileStore(home.root()).getUsableSpace();
            var end = bound(settings.ledger().retention(), growth);
            if (end.isPresent() && end.get() - growth.bytes() <= free) {
                var stays = Words.bytes(Math.max(end.get(), growth.bytes()));
                return Optional.of(new Finding(Severity.GOOD, "ledger-bounded", taken, stays, Words.bytes(free)));
            }
            var days = free / growth.bytesADay();
            var severity = days < FEW_DAYS ? Severity.WARNING : Severity.GOOD;
            return Optional.of(new Finding(severity, "ledger-days", growth.entriesADay(), daily, days));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Bytes that the ledger does not grow beyond at this rate. */
    private static Optional<Long> bound(Settings.Retention retention, LedgerGrowth growth) {
        var byAge = retention.age().map(age -> (long) ((double) growth.bytesADay() * age.toSeconds() / SECONDS_A_DAY));
        return Stream.of(byAge, retention.size()).flatMap(Optional::stream).min(Long::compare);
    }

    /** Whether a server runs or could listen. */
    static Finding port(Home home, Settings settings) {
        var running = home.serveFile().read();
        if (running.isPresent()) {
            return new Finding(Severity.GOOD, "serving", running.get().address());
        }
        var address = new InetSocketAddress(settings.listen(), settings.port());
        try (var socket = new ServerSocket()) {
            socket.bind(address);
            return new Finding(Severity.GOOD, "port", settings.port());
        } catch (IOException | IllegalArgumentException _) {
            return new Finding(Severity.BROKEN, "port-taken", settings.listen(), settings.port());
        }
    }

    /** A listener that other machines reach: it serves bearers of keys, and without encryption. */
    static Optional<Finding> listening(Settings settings) {
        try {
            return InetAddress.getByName(settings.listen()).isLoopbackAddress()
                    ? Optional.empty()
                    : Optional.of(new Finding(Severity.WARNING, "listens-beyond", settings.listen()));
        } catch (UnknownHostException _) {
            return Optional.empty();
        }
    }

    /** Secrets in files that others can read. */
    static List<Finding> secrets(Home home) {
        try (var files = Files.list(home.secrets())) {
            return files.filter(MachineCheck::isOpen)
                    .map(file -> new Finding(Severity.WARNING, "secret-open", file))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER"));
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }
}

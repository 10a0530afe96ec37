package io.ambo.engine.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The sockets that listen at a port, and who holds them, by Linux' {@code /proc}: its tables of sockets name the inode of
 * each listener, and the open files of a process the inodes that it holds. What processes of other users hold is not
 * shown, and elsewhere nothing is.
 *
 * @param proc where the system shows it
 * @param names as the open files of a process name them; empty if no process listens
 */
public record ListeningSockets(Path proc, Set<String> names) {
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENING = "0A";

    public ListeningSockets {
        names = Set.copyOf(names);
    }

    /**
     * A process that listens.
     *
     * @param name its program
     */
    public record Owner(long pid, String name) {}

    /** Those at a port, whatever the address; empty where the system does not tell. */
    public static Optional<ListeningSockets> at(int port, Path proc) {
        try {
            Set<String> names = new HashSet<>(listeners(proc.resolve("net/tcp"), port));
            if (Files.exists(proc.resolve("net/tcp6"))) {
                names.addAll(listeners(proc.resolve("net/tcp6"), port));
            }
            return Optional.of(new ListeningSockets(proc, names));
        } catch (IOException | RuntimeException notTold) {
            return Optional.empty();
        }
    }

    private static Set<String> listeners(Path table, int port) throws IOException {
        String ending = String.format(":%04X", port);
        Set<String> names = new HashSet<>();
        try (var lines = Files.lines(table)) {
            lines.skip(1)
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(fields -> fields[STATE].equals(LISTENING) && fields[LOCAL].endsWith(ending))
                    .forEach(fields -> names.add("socket:[" + fields[INODE] + "]"));
        }
        return names;
    }

    /** Those that a process holds; nothing if it is gone. */
    public Set<String> heldBy(long pid) throws IOException {
        Set<String> held = new HashSet<>();
        try (var files = Files.newDirectoryStream(proc.resolve(pid + "/fd"))) {
            for (Path file : files) {
                held.add(target(file));
            }
        } catch (NoSuchFileException gone) {
            return Set.of();
        }
        held.retainAll(names);
        return held;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** The process that holds one of them, if the system shows it. */
    public Optional<Owner> owner() {
        try (var processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (holds(pid)) {
                    return Optional.of(new Owner(pid, name(process)));
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException notTold) {
            return Optional.empty();
        }
    }

    private boolean holds(long pid) {
        try {
            return !heldBy(pid).isEmpty();
        } catch (IOException hidden) {
            return false;
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException gone) {
            return "?";
        }
    }
}

package io.ambo.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The process that listens at a port, by Linux' {@code /proc}: its tables of sockets name the inode of each listener, and
 * the open files of a process the inodes that it holds. Those of other users are not shown, and elsewhere nothing is.
 *
 * @param pid its number
 * @param name its program
 */
record PortOwner(long pid, String name) {

    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENING = "0A";

    static Optional<PortOwner> of(int port, Path proc) {
        try {
            var sockets = new HashSet<String>();
            listeners(proc.resolve("net/tcp"), port, sockets);
            listeners(proc.resolve("net/tcp6"), port, sockets);
            return sockets.isEmpty() ? Optional.empty() : holder(proc, sockets);
        } catch (IOException | RuntimeException notTold) {
            return Optional.empty();
        }
    }

    private static void listeners(Path table, int port, Set<String> sockets) throws IOException {
        if (!Files.exists(table)) {
            return;
        }
        var ending = String.format(":%04X", port);
        try (var lines = Files.lines(table)) {
            lines.skip(1)
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(fields -> fields[STATE].equals(LISTENING) && fields[LOCAL].endsWith(ending))
                    .forEach(fields -> sockets.add("socket:[" + fields[INODE] + "]"));
        }
    }

    private static Optional<PortOwner> holder(Path proc, Set<String> sockets) throws IOException {
        try (var processes = Files.list(proc)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+") && holds(process, sockets))
                    .findFirst()
                    .map(PortOwner::of);
        }
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.anyMatch(file -> isAmong(file, sockets));
        } catch (IOException hidden) {
            return false;
        }
    }

    private static boolean isAmong(Path file, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(file).toString());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static PortOwner of(Path process) {
        var pid = Long.parseLong(process.getFileName().toString());
        try {
            return new PortOwner(pid, Files.readString(process.resolve("comm")).strip());
        } catch (IOException gone) {
            return new PortOwner(pid, "?");
        }
    }
}

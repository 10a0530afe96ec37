package io.ambo.engine.process;

import io.ambo.engine.host.Platform;
import io.ambo.engine.host.ProcessTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The system's list of listening processes, so that a process which took an engine's port is not mistaken for the
 * engine. Linux gives it under {@code /proc}: the tables of sockets name each listener's inode, and a process's open
 * files name the inodes that it holds. Elsewhere nothing is known.
 *
 * @param proc where the system gives it
 */
record PortTable(Path proc) {
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENING = "0A";
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    /** Every address, and 127.0.0.1 in either order of bytes; a listener at any of them is reached at 127.0.0.1. */
    private static final Pattern REACHED = Pattern.compile("0{8}|0{32}|.*(?:0100007F|7F000001)");

    static PortTable of(Platform platform) {
        return new PortTable(Path.of(platform.linux() ? "/proc" : "none"));
    }

    /** Who listens at the port on 127.0.0.1, seen from a process and all that it started. */
    PortHolder holder(int port, ProcessTree tree) {
        try {
            Set<String> listeners = listeners(port);
            if (listeners.isEmpty()) {
                return PortHolder.NOBODY;
            }
            Set<String> held = new HashSet<>();
            boolean allSeen = true;
            for (ProcessHandle process : tree.all()) {
                allSeen &= addSockets(process.pid(), held);
            }
            if (held.containsAll(listeners)) {
                return PortHolder.OURS;
            }
            return allSeen ? PortHolder.ANOTHER : PortHolder.UNKNOWN;
        } catch (IOException | RuntimeException e) {
            return PortHolder.UNKNOWN;
        }
    }

    private Set<String> listeners(int port) throws IOException {
        Set<String> inodes = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            Path file = proc.resolve(table);
            if (table.equals("net/tcp6") && !Files.exists(file)) {
                continue;
            }
            try (var lines = Files.lines(file)) {
                lines.skip(1).map(line -> line.strip().split("\\s+", -1)).forEach(fields -> {
                    if (fields[STATE].equals(LISTENING) && isAt(port, fields[LOCAL])) {
                        inodes.add(fields[INODE]);
                    }
                });
            }
        }
        return inodes;
    }

    private static boolean isAt(int port, String local) {
        int colon = local.indexOf(':');
        return Integer.parseInt(local.substring(colon + 1), 16) == port
                && REACHED.matcher(local.substring(0, colon)).matches();
    }

    /** False if the system does not show what a living process holds. */
    private boolean addSockets(long pid, Set<String> inodes) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(proc.resolve(pid + "/fd"))) {
            for (Path file : files) {
                addSocket(file, inodes);
            }
            return true;
        } catch (NoSuchFileException gone) {
            return true;
        } catch (IOException hidden) {
            return false;
        }
    }

    private static void addSocket(Path file, Set<String> inodes) {
        try {
            Matcher matcher = SOCKET.matcher(Files.readSymbolicLink(file).toString());
            if (matcher.matches()) {
                inodes.add(matcher.group(1));
            }
        } catch (IOException closedInTheMeantime) {
            return;
        }
    }
}

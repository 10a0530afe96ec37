package io.ambo.engine.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process told apart from every later one that gets the same number.
 *
 * @param pid its number
 * @param birth when it began, in the system's own finest terms
 */
record ProcessIdentity(long pid, String birth) {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int STARTED = 19;

    /** The process of that number, if it is alive. */
    static Optional<ProcessIdentity> of(long pid) {
        if (Files.isReadable(PROC.resolve("self/stat"))) {
            return fromProc(pid);
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> new ProcessIdentity(pid, start.toString()));
    }

    static ProcessIdentity ours() {
        long pid = ProcessHandle.current().pid();
        return of(pid).orElse(new ProcessIdentity(pid, "unknown"));
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Field 22 of proc(5) stat, ticks since boot, with the boot's own identity. */
    private static Optional<ProcessIdentity> fromProc(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            String boot =
                    Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return dead ? Optional.empty() : Optional.of(new ProcessIdentity(pid, fields[STARTED] + "@" + boot));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    String line() {
        return pid + " " + birth;
    }

    static Optional<ProcessIdentity> parse(String line) {
        String[] parts = line.strip().split(" ", 2);
        return parts.length == 2 && parts[0].matches("\\d{1,18}")
                ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1]))
                : Optional.empty();
    }
}

package io.ambo.engine.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The memory that programs could still get on this machine without anything else being pushed out. */
public final class MachineMemory {
    private static final Path ACCOUNT = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";

    private MachineMemory() {}

    /** Bytes; empty on systems that do not keep the account we read. */
    public static OptionalLong free() {
        try {
            return Files.readAllLines(ACCOUNT).stream()
                    .filter(line -> line.startsWith(AVAILABLE))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}

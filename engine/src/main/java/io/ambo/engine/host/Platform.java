package io.ambo.engine.host;

import java.util.Locale;

/** An operating system with a processor architecture, such as {@code linux-x86_64}; or {@link #ANY}. */
public record Platform(String name) {

    /** What a file carries that runs everywhere. */
    public static final Platform ANY = new Platform("any");

    public Platform {
        if (!name.matches("any|[a-z]+-[a-z0-9_]+")) {
            throw new IllegalArgumentException("A platform is written like linux-x86_64 or any, not: " + name);
        }
    }

    /** The machine this runs on. */
    public static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    public static Platform of(String system, String architecture) {
        String low = system.toLowerCase(Locale.ROOT);
        String family = low.startsWith("windows") ? "windows" : low.startsWith("mac") ? "macos" : low;
        String processor = switch (architecture) {
            case "amd64", "x86_64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch64";
            default -> architecture.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        };
        return new Platform(family.replaceAll("[^a-z]", "") + "-" + processor);
    }

    boolean windows() {
        return name.startsWith("windows");
    }

    /** True where Unix sockets and a POSIX shell are to be had. */
    public boolean unix() {
        return name.startsWith("linux") || name.startsWith("macos");
    }
}

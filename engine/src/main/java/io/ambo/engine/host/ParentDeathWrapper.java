package io.ambo.engine.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell wrapper around a program that would otherwise outlive this process: it passes the first line of its standard
 * input to the program, and kills the program when its own standard input closes, as it does when this process dies.
 */
public final class ParentDeathWrapper {
    private ParentDeathWrapper() {}

    public static List<String> around(List<String> command, Duration grace) {
        List<String> guarded = new ArrayList<>();
        guarded.addAll(List.of("/bin/sh", "-c", resource("guard.sh"), "ambo-guard"));
        guarded.add(Long.toString(Math.max(1, grace.toMillis() / 100)));
        guarded.addAll(command);
        return guarded;
    }

    public static String resource(String name) {
        try (InputStream in = ParentDeathWrapper.class.getResourceAsStream("/io/ambo/engine/" + name)) {
            if (in == null) {
                throw new IllegalStateException("No such script in this module: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Unreadable script in this module: " + name, e);
        }
    }
}

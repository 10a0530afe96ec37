package io.ambo.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A few lines of shell between us and a program that would outlive us: it passes the first line of its standard input
 * on to the program, and ends the program when its own standard input closes, which the system does when we die.
 */
final class Guard {
    private Guard() {}

    static List<String> around(List<String> command, Duration grace) {
        List<String> guarded = new ArrayList<>();
        guarded.addAll(List.of("/bin/sh", "-c", resource("guard.sh"), "ambo-guard"));
        guarded.add(Long.toString(Math.max(1, grace.toMillis() / 100)));
        guarded.addAll(command);
        return guarded;
    }

    static String resource(String name) {
        try (InputStream in = Guard.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No such script in this module: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Unreadable script in this module: " + name, e);
        }
    }
}

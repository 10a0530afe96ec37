package io.ambo.engine.process;

import io.ambo.engine.host.Names;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All that must be known to run one kind of engine; data, not code.
 *
 * @param id a short name, such as {@code xllamacpp}
 * @param runner where the program is from and how it is started
 * @param probe how to tell whether it is well
 * @param stopGrace how long it has to leave between being asked and being ended
 * @param sleep how it sleeps in its own way; without it, one that is put to sleep is stopped
 * @param harmlessLines regular expressions of the lines its log may keep once requests can come; every other line is
 *     withheld, for engines do write pieces of requests into warnings
 */
public record Recipe(
        String id, Runner runner, Probe probe, Duration stopGrace, Optional<Sleep> sleep, List<String> harmlessLines) {

    public Recipe {
        Names.requireFileName(id);
        if (stopGrace.isNegative()) {
            throw new IllegalArgumentException("A grace is not negative: " + stopGrace);
        }
        harmlessLines = List.copyOf(harmlessLines);
        harmlessLines.forEach(Pattern::compile);
    }
}

package io.ambo.engine.process;

import io.ambo.engine.host.Names;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All that must be known to run one kind of engine; data, not code.
 *
 * @param id a short name, such as {@code xllamacpp}
 * @param runner where the program is from and how it is started
 * @param probe how to tell whether it is well
 * @param stopping how it is asked to leave
 * @param sleep how it sleeps in its own way; without it, one that is put to sleep is stopped
 * @param harmlessLines regular expressions of the lines its log may keep once requests can come; every other line is
 *     withheld, for engines do write pieces of requests into warnings
 */
public record Recipe(
        String id, Runner runner, Probe probe, Stopping stopping, Optional<Sleep> sleep, List<String> harmlessLines) {

    public Recipe {
        Names.requireFileName(id);
        harmlessLines = List.copyOf(harmlessLines);
        harmlessLines.forEach(Pattern::compile);
    }
}

package io.ambo.config;

import io.ambo.catalog.Kind;
import io.ambo.catalog.Roster;
import io.ambo.core.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the lists of an installation's own names: every {@code rosters/*.txt} of its home, a name on each line, with a
 * tab and a kind behind it where it is not a person's. No name is told in a mistake.
 */
public final class RosterReading {

    private static final String FOLDER = "rosters";
    private static final int LONGEST = 100;

    private final ConfigErrors mistakes = new ConfigErrors();
    private final Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);

    private RosterReading() {}

    /**
     * The names of a home; none if it has no such folder.
     *
     * @throws io.ambo.core.Refusal with every mistake in every file
     */
    public static Roster read(Path home) {
        var reading = new RosterReading();
        reading.files(home.resolve(FOLDER)).forEach(reading::file);
        reading.mistakes.refuseIfAny();
        return new Roster(reading.names);
    }

    private List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            mistakes.add(new SourceLocation(FOLDER, 1), "", Message.of("config.unreadable"));
            return List.of();
        }
    }

    private void file(Path file) {
        var name = FOLDER + "/" + file.getFileName();
        try {
            var number = 0;
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                line(line.strip(), new SourceLocation(name, ++number));
            }
        } catch (IOException e) {
            mistakes.add(new SourceLocation(name, 1), "", Message.of("config.unreadable"));
        }
    }

    private void line(String line, SourceLocation place) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        var tab = line.indexOf('\t');
        var name = (tab < 0 ? line : line.substring(0, tab)).strip();
        var kind = tab < 0
                ? Kind.of(Kind.PERSON.id())
                : Kind.of(line.substring(tab + 1).strip());
        if (kind.isEmpty()) {
            mistakes.add(place, "", Message.of("config.roster-kind", String.join(", ", Kind.ids())));
        } else if (name.codePointCount(0, name.length()) < 2 || name.length() > LONGEST) {
            mistakes.add(place, "", Message.of("config.roster-name", LONGEST));
        } else {
            names.computeIfAbsent(kind.get(), _ -> new HashSet<>()).add(name);
        }
    }
}

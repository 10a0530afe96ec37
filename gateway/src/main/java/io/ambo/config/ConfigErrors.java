package io.ambo.config;

import io.ambo.core.Message;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The mistakes found while reading configuration, collected so that all can be reported at once. Not thread-safe. */
public final class ConfigErrors {

    private static final int SHOWN = 30;

    private final List<Mistake> found = new ArrayList<>();

    /** One mistake: its place, its key (empty for the whole file), and what is wrong and what to do. */
    public record Mistake(SourceLocation place, String key, Message message) {

        Message line() {
            return key.isEmpty()
                    ? Message.of("config.line", place.toString(), message)
                    : Message.of("config.line-key", place.toString(), key, message);
        }
    }

    /** Records a mistake, unless there is already one at the same place and key. */
    public void add(SourceLocation place, String key, Message message) {
        if (found.stream().noneMatch(old -> old.place.equals(place) && old.key.equals(key))) {
            found.add(new Mistake(place, key, message));
        }
    }

    public boolean none() {
        return found.isEmpty();
    }

    public int count() {
        return found.size();
    }

    /** The mistakes of one file. */
    public ConfigErrors only(String file) {
        var those = new ConfigErrors();
        found.stream().filter(mistake -> mistake.place.file().equals(file)).forEach(those.found::add);
        return those;
    }

    /** The files of a folder that have mistakes, each with all its lines. */
    public SortedMap<String, Message> byFileIn(String folder) {
        var files = new TreeMap<String, Message>();
        found.stream()
                .filter(mistake -> mistake.place.file().startsWith(folder + "/"))
                .sorted(Comparator.comparingInt(mistake -> mistake.place.line()))
                .forEach(mistake -> files.merge(
                        mistake.place.file(),
                        mistake.line(),
                        (above, below) -> Message.of("config.lines", above, below)));
        return files;
    }

    /**
     * Throws if there are mistakes.
     *
     * @throws Refusal with every mistake, one per line, ordered by file and line
     */
    public void refuseIfAny() {
        if (found.isEmpty()) {
            return;
        }
        found.sort(Comparator.comparing((Mistake mistake) -> mistake.place.file())
                .thenComparingInt(mistake -> mistake.place.line()));
        var lines = found.stream().limit(SHOWN).map(Mistake::line);
        if (found.size() > SHOWN) {
            lines = Stream.concat(lines, Stream.of(Message.of("config.more", found.size() - SHOWN)));
        }
        var text = lines.reduce((above, below) -> Message.of("config.lines", above, below))
                .orElseThrow();
        throw Refusal.of(Reason.BAD_CONFIGURATION, "config.refused", text)
                .at(found.getFirst().place().toString());
    }
}

package io.ambo.engine.process;

import io.ambo.engine.host.Folders;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an engine says, kept in a file that is turned over when it is full.
 *
 * <p>Engines write pieces of requests into warnings: the grammar that did not parse, the last token of a bad body. So
 * from the moment that requests can come, only lines of a shape known to be harmless are kept whole; of every other
 * line nothing but its length is.
 */
final class EngineLog {
    private static final long FULL = 1 << 20;
    private static final int OLDER = 3;
    private static final int REMEMBERED = 5;
    private static final int LONGEST_LINE = 1000;

    private final Path folder;
    private final Path file;
    private final List<Pattern> harmless;
    private final Deque<String> last = new ArrayDeque<>();
    private boolean guarded;

    EngineLog(Path folder, String name, List<String> harmless) {
        this.folder = folder;
        this.file = folder.resolve(name + ".log");
        this.harmless = harmless.stream().map(Pattern::compile).toList();
    }

    /** From here on requests can come. */
    synchronized void requestsMayCome() {
        guarded = true;
    }

    /** Our own words about the engine. */
    synchronized void note(String text) {
        append("ambo: " + text);
    }

    /** One line that the engine wrote. */
    synchronized void heard(String line) {
        String kept = shown(line);
        last.addLast(kept);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
        append(kept);
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    private String shown(String line) {
        boolean keep = !guarded
                || harmless.stream().anyMatch(shape -> shape.matcher(line).matches());
        if (!keep) {
            return "(withheld: " + line.length() + " characters)";
        }
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    private void append(String line) {
        try {
            turnOver();
            try (Writer out = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(line + "\n");
            }
        } catch (IOException e) {
            // A log that cannot be written must not take the engine down; the last lines are still remembered.
        }
    }

    private void turnOver() throws IOException {
        Folders.open(folder);
        if (!Files.exists(file) || Files.size(file) < FULL) {
            return;
        }
        for (int age = OLDER; age >= 1; age--) {
            Path younger = age == 1 ? file : older(age - 1);
            if (Files.exists(younger)) {
                Files.move(younger, older(age), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path older(int age) {
        return file.resolveSibling(file.getFileName() + "." + age);
    }
}

package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.privacy.Restorer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What each placeholder of a masked text stands for, kept in a file that its owner alone can read (mode 0600). */
record MaskMap(Map<String, String> values) {

    private static final String MEMBER = "values";

    MaskMap {
        values = Map.copyOf(values);
    }

    static MaskMap of(JsonView masked) {
        var values = new TreeMap<String, String>();
        masked.list("findings").stream()
                .filter(it -> it.flag("restored"))
                .forEach(it -> values.put(it.text("placeholder"), it.text("value")));
        return new MaskMap(values);
    }

    /**
     * Reads one.
     *
     * @throws Refusal it cannot be read, or others can
     */
    static MaskMap read(Path file, Session session) {
        var text = session.file(file);
        if (!isMap(text)) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.map-other", file);
        }
        if (isOpen(file)) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.map-open", file).hint("cli.mask.map-open.hint", file);
        }
        var json = JsonView.of(text);
        return new MaskMap(json.members(MEMBER).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().text())));
    }

    /**
     * Refuses a place where something else than a map is: what is written there would be lost.
     *
     * @throws Refusal with what is there
     */
    static void requireFree(Path file, Session session) {
        if (Files.exists(file) && !(Files.isRegularFile(file) && isMap(session.file(file)))) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.map-taken", file).hint("cli.mask.map-taken.hint");
        }
    }

    private static boolean isMap(String text) {
        try {
            return JsonView.of(text).at(MEMBER).isThere();
        } catch (Refusal noJson) {
            return false;
        }
    }

    private static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER"));
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    void write(Path file, Session session) {
        requireFree(file, session);
        var inner = new JsonObject();
        new TreeMap<>(values).forEach(inner::text);
        try {
            session.home()
                    .writeAtomically(
                            file.toAbsolutePath(),
                            ("{\"" + MEMBER + "\":" + inner + "}\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.map-unwritten", file);
        }
    }

    /** The text with every value put back, as it is put back into answers. */
    String restore(String text) {
        return Restorer.ofMap(values).whole(text, false);
    }
}

package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                .filter(it -> it.at("placeholder").isThere())
                .forEach(it -> values.put(it.text("placeholder"), it.text("value")));
        return new MaskMap(values);
    }

    /**
     * Reads one.
     *
     * @throws Refusal it cannot be read, or others can
     */
    static MaskMap read(Path file, Session session) {
        var json = JsonView.of(session.file(file));
        if (isOpen(file)) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.map-open", file).hint("cli.mask.map-open.hint", file);
        }
        if (!json.at(MEMBER).isThere()) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.map-other", file);
        }
        return new MaskMap(json.members(MEMBER).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().text())));
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

    /** The text with every placeholder turned back; longer ones first, so that none is taken for the beginning of another. */
    String restore(String text) {
        if (values.isEmpty()) {
            return text;
        }
        var any = values.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(any)
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(), found.group())));
    }
}

package io.ambo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench/models}: the results of {@code ambo models bench MODEL --try-settings --json} as Markdown tables. */
public final class ModelsReport {

    private static final String NOTHING_CHANGED = "as it is";

    private ModelsReport() {}

    /** Takes the file of results, the command and the commit; stores the tables in {@code results}. */
    public static void main(String... words) throws IOException {
        var report =
                of(JsonMapper.shared().readTree(Files.readString(Path.of(words[0]))), Machine.told(words[2], words[1]));
        Results.keep(Results.FOLDER, words[2], "-models.md", report);
    }

    static String of(JsonNode measured, String machine) {
        var text = new StringBuilder("# %s with one caller and with many\n\n%s- asked: answers of at most %d tokens\n"
                .formatted(
                        measured.path("model").asString(),
                        machine,
                        measured.path("tokens").asInt()));
        text.append("""

                ## As it is

                | callers | tokens a second | first words, ms | the slowest, ms |
                | --- | --- | --- | --- |
                """);
        measured.path("paces").forEach(pace -> text.append(row(pace)));
        text.append("""

                ## With one thing changed

                The callers with whom it gives most tokens, and what one caller gets.

                | setting | callers | tokens a second | alone, tokens a second | first words alone, ms |
                | --- | --- | --- | --- | --- |
                """);
        measured.path("settings").forEach(setting -> text.append(setting(setting)));
        return text.toString();
    }

    private static String row(JsonNode pace) {
        return "| %d | %s | %d | %d |\n"
                .formatted(
                        pace.path("callers").asInt(),
                        pace.path("tokens_per_second").asString(),
                        pace.path("first_ms").asLong(),
                        pace.path("worst_first_ms").asLong());
    }

    private static String setting(JsonNode tried) {
        var changed = tried.path("setting").asString();
        var alone = tried.path("paces").get(0);
        var best = tried.path("paces")
                .valueStream()
                .max((one, other) -> Double.compare(speed(one), speed(other)))
                .orElse(alone);
        return "| %s | %d | %s | %s | %d |\n"
                .formatted(
                        changed.isEmpty() ? NOTHING_CHANGED : "`" + changed + "`",
                        best.path("callers").asInt(),
                        best.path("tokens_per_second").asString(),
                        alone.path("tokens_per_second").asString(),
                        alone.path("first_ms").asLong());
    }

    private static double speed(JsonNode pace) {
        return Double.parseDouble(pace.path("tokens_per_second").asString());
    }
}

package io.ambo.bench.models;

import io.ambo.bench.models.ModelSpeeds.Tried;
import java.util.List;
import java.util.Locale;

/** The speeds of a model as Markdown tables. */
final class ModelsReport {

    private ModelsReport() {}

    static String of(String model, int tokens, List<Tried> tried, String machine) {
        var text = new StringBuilder("# %s with one caller and with many\n\n%s- asked: answers of at most %d tokens\n"
                .formatted(model, machine, tokens));
        text.append("""

                ## As it is

                | callers | tokens a second | first words, ms | the slowest, ms |
                | --- | --- | --- | --- |
                """);
        tried.getFirst().paces().forEach(pace -> text.append(row(pace)));
        text.append("""

                ## With one thing changed

                The callers with whom it gives most tokens, and what one caller gets.

                | setting | callers | tokens a second | alone, tokens a second | first words alone, ms |
                | --- | --- | --- | --- | --- |
                """);
        tried.forEach(it -> text.append(row(it)));
        return text.toString();
    }

    private static String row(Throughput pace) {
        return String.format(
                Locale.ROOT,
                "| %d | %.1f | %d | %d |\n",
                pace.callers(),
                pace.tokensPerSecond(),
                pace.firstMillis(),
                pace.worstFirstMillis());
    }

    private static String row(Tried tried) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %d |\n",
                tried.setting().words(),
                tried.best().callers(),
                tried.best().tokensPerSecond(),
                tried.alone().tokensPerSecond(),
                tried.alone().firstMillis());
    }
}

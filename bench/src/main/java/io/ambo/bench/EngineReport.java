package io.ambo.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The measurements as Markdown tables: medians over the rounds with minimum and maximum, then each measurement. */
final class EngineReport {

    private final List<Turn> turns;

    private EngineReport(List<Turn> turns) {
        this.turns = turns;
    }

    static String of(List<Turn> turns) {
        return new EngineReport(turns).text();
    }

    private String text() {
        var text = new StringBuilder("""
                - asked: streams of at most %d tokens at temperature 0, %d by each caller in each turn, on a new connection each; \
                prompts that the engine has read before; engine, Ambo and callers on all processors

                ## Ambo's share

                Tokens a second of all callers together, by the engine's own count. Ratios and differences are taken within a \
                round, of two turns against two.

                | callers | direct | through Ambo | Ambo : direct | first words direct, ms | through Ambo, ms | \
                Ambo − direct, ms | Ambo's processor, ms an answer |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """.formatted(EngineShare.TOKENS, EngineShare.QUESTIONS_EACH));
        turns.stream().map(Turn::callers).distinct().forEach(callers -> text.append(summary(callers)));
        text.append("""

                ## Each turn

                | round | callers | way | tokens | seconds | tokens a second | first words, ms | Ambo's processor, ms |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        turns.forEach(turn -> text.append(row(turn)));
        return text.toString();
    }

    private String summary(int callers) {
        return "| %d | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        callers,
                        spread(callers, round -> speed(callers, round, EngineShare.DIRECT))
                                .text(1),
                        spread(callers, round -> speed(callers, round, EngineShare.AMBO))
                                .text(1),
                        spread(
                                        callers,
                                        round -> speed(callers, round, EngineShare.AMBO)
                                                / speed(callers, round, EngineShare.DIRECT))
                                .text(3),
                        spread(callers, round -> first(callers, round, EngineShare.DIRECT))
                                .text(1),
                        spread(callers, round -> first(callers, round, EngineShare.AMBO))
                                .text(1),
                        spread(
                                        callers,
                                        round -> first(callers, round, EngineShare.AMBO)
                                                - first(callers, round, EngineShare.DIRECT))
                                .text(1),
                        spread(callers, round -> processor(callers, round)).text(2));
    }

    private Spread spread(int callers, ToDoubleFunction<Integer> figure) {
        return Spread.of(turns.stream()
                .filter(turn -> turn.callers() == callers)
                .map(Turn::round)
                .distinct()
                .mapToDouble(figure));
    }

    private double speed(int callers, int round, String way) {
        return select(callers, round, way).mapToLong(Turn::tokens).sum()
                / select(callers, round, way).mapToDouble(Turn::seconds).sum();
    }

    private double first(int callers, int round, String way) {
        return Spread.of(select(callers, round, way).mapToDouble(Turn::firstMillis))
                .median();
    }

    private double processor(int callers, int round) {
        return select(callers, round, EngineShare.AMBO)
                        .mapToDouble(Turn::amboMillis)
                        .sum()
                / select(callers, round, EngineShare.AMBO)
                        .mapToInt(turn -> turn.answers().size())
                        .sum();
    }

    private Stream<Turn> select(int callers, int round, String way) {
        return turns.stream()
                .filter(turn -> turn.callers() == callers
                        && turn.round() == round
                        && turn.way().equals(way));
    }

    /** One measurement as a line of the second table. */
    static String row(Turn turn) {
        return String.format(
                Locale.ROOT,
                "| %d | %d | %s | %d | %.2f | %.1f | %.1f | %.0f |\n",
                turn.round(),
                turn.callers(),
                turn.way(),
                turn.tokens(),
                turn.seconds(),
                turn.tokens() / turn.seconds(),
                turn.firstMillis(),
                turn.amboMillis());
    }
}

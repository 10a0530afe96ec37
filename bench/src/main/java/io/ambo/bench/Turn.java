package io.ambo.bench;

import java.util.List;

/**
 * The result of one measurement, with all callers on the same route.
 *
 * @param seconds from the first request to the last word
 * @param amboMillis processor time of Ambo during it
 */
record Turn(int round, int callers, String way, double seconds, List<StreamedAnswer> answers, double amboMillis) {

    Turn {
        answers = List.copyOf(answers);
    }

    long tokens() {
        return answers.stream().mapToLong(StreamedAnswer::tokens).sum();
    }

    /** The median time to the first words, in milliseconds. */
    double firstMillis() {
        return Spread.of(answers.stream().mapToDouble(answer -> answer.firstNanos() / 1e6))
                .median();
    }
}

package io.ambo.bench;

import java.util.List;

/**
 * What callers got while all asked on the same way.
 *
 * @param seconds from the first question to the last word
 * @param amboMillis processor time of Ambo meanwhile
 */
record Turn(int round, int callers, String way, double seconds, List<StreamedAnswer> answers, double amboMillis) {

    Turn {
        answers = List.copyOf(answers);
    }

    long tokens() {
        return answers.stream().mapToLong(StreamedAnswer::tokens).sum();
    }

    /** Milliseconds to the first words, the median of the answers. */
    double firstMillis() {
        return Spread.of(answers.stream().mapToDouble(answer -> answer.firstNanos() / 1e6))
                .median();
    }
}

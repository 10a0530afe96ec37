package io.ambo.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The limits of a key as options, and as words for people. */
final class LimitOptions {

    @Option(names = "--requests-per-minute", paramLabel = "N")
    private Optional<String> requests = Optional.empty();

    @Option(names = "--tokens-per-minute", paramLabel = "N")
    private Optional<String> tokens = Optional.empty();

    @Option(names = "--budget", paramLabel = "5USD/day")
    private Optional<String> budget = Optional.empty();

    /** Whether none was given. */
    boolean none() {
        return requests.isEmpty() && tokens.isEmpty() && budget.isEmpty();
    }

    void addTo(JsonObject json) {
        requests.ifPresent(limit -> json.text("requests_per_minute", limit));
        tokens.ifPresent(limit -> json.text("tokens_per_minute", limit));
        budget.ifPresent(limit -> json.text("budget", limit));
    }

    /** Each limit of a key, with what is used of it where a server counts. */
    static List<String> words(Session session, JsonView key) {
        var use = key.at("use");
        var requests = key.optional("requests_per_minute")
                .map(limit -> words(session, "requests", limit, use.optional("requests")));
        var tokens =
                key.optional("tokens_per_minute").map(limit -> words(session, "tokens", limit, use.optional("tokens")));
        var budget = key.optional("budget")
                .map(limit -> words(session, "budget", limit, use.at("spent").optional("text")));
        return Stream.of(requests, tokens, budget).flatMap(Optional::stream).toList();
    }

    private static String words(Session session, String what, String limit, Optional<String> used) {
        return used.map(it -> session.words("cli.keys.limit." + what + "-used", limit, it))
                .orElseGet(() -> session.words("cli.keys.limit." + what, limit));
    }
}

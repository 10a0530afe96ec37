package io.ambo.routing;

import io.ambo.core.Message;
import io.ambo.core.Nearest;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.routing.Verdict.Standing;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The refusals of the router. */
final class Refusals {

    private static final int NAMED = 8;
    private static final int NAMED_TOGETHER = 3;
    private static final int NEAREST = 3;
    private static final int SOON_SECONDS = 2;

    private Refusals() {}

    static Refusal unknownModel(Question question, Set<String> known) {
        var near = Nearest.several(question.asked(), known, NEAREST);
        var refusal = Refusal.of(Reason.UNKNOWN_MODEL, "routing.unknown-model", shown(question.asked()));
        return near.isEmpty()
                ? refusal.hint("routing.unknown-model-hint")
                : refusal.hint("routing.unknown-model-nearest", Message.list(near));
    }

    /** A requested name as it may be quoted to the caller: short, on one line. */
    private static String shown(String name) {
        var cut = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return cut.replaceAll("\\p{Cntrl}", " ");
    }

    /** Lists each requested destination with the first rule that excluded it. */
    static Refusal noModel(Verdict verdict) {
        var budget = verdict.standings().stream().anyMatch(Refusals::onlyTooDear);
        return budget
                ? noModel(Reason.LIMIT_REACHED, verdict).hint("routing.budget-hint")
                : noModel(Reason.NO_ALLOWED_MODEL, verdict).hint("routing.no-model-hint");
    }

    /** Returns whether only the remaining budget of the key keeps the destination from answering. */
    private static boolean onlyTooDear(Standing standing) {
        return !standing.exclusions().isEmpty()
                && standing.exclusions().stream().allMatch(it -> it.rule() == Rule.BUDGET_LEFT);
    }

    /** The same if a destination can answer once its engine has started. */
    static Refusal noModelYet(Verdict verdict) {
        return noModel(Reason.NOT_READY, verdict)
                .hint("routing.no-model-yet-hint")
                .retryAfter(SOON_SECONDS);
    }

    private static Refusal noModel(Reason reason, Verdict verdict) {
        var asked = verdict.standings().stream()
                .filter(standing -> lacks(standing, Rule.ASKED_FOR))
                .toList();
        var allowed = asked.stream()
                .filter(standing -> lacks(standing, Rule.ALLOW_LIST))
                .toList();
        var named = allowed.isEmpty() ? asked : allowed;
        return Refusal.of(
                reason,
                "routing.nobody",
                shown(verdict.question().asked()),
                named.isEmpty() ? Message.of("routing.nobody-none") : lines(named));
    }

    /** Embeddings requested under a name for several models. */
    static Refusal mixed(Question question) {
        return Refusal.of(Reason.NO_ALLOWED_MODEL, "routing.embeddings-by-name", shown(question.asked()))
                .at("model");
    }

    /** Several answers requested, where a destination would give one. */
    static Refusal severalAnswers(Question question) {
        return Refusal.of(Reason.UNSUPPORTED_MEMBER, "routing.several-answers", shown(question.asked()))
                .hint("routing.several-answers.hint")
                .at("n");
    }

    /** Models on this machine first, then private ones; destinations with the same reason share a line. */
    private static Message lines(List<Standing> named) {
        var groups = named.stream()
                .sorted(Comparator.comparing(standing -> standing.destination().kind()))
                .collect(Collectors.groupingBy(
                        standing -> standing.exclusions().getFirst(), LinkedHashMap::new, Collectors.toList()))
                .values();
        var lines = groups.stream().limit(NAMED).map(Refusals::line);
        if (groups.size() > NAMED) {
            var more = groups.stream().skip(NAMED).mapToInt(List::size).sum();
            lines = Stream.concat(lines, Stream.of(Message.of("routing.nobody-more", more)));
        }
        return lines.reduce((above, below) -> Message.of("routing.nobody-lines", above, below))
                .orElseThrow();
    }

    private static Message line(List<Standing> group) {
        var first = group.getFirst().exclusions().getFirst();
        return Message.of(
                "routing.nobody-line",
                who(group),
                first.evidence(),
                first.rule().id());
    }

    private static Message who(List<Standing> group) {
        if (group.size() <= NAMED_TOGETHER) {
            return Message.list(
                    group.stream().map(standing -> standing.destination().id()).toList());
        }
        var providers = group.stream()
                .map(standing -> standing.destination().provider())
                .distinct()
                .toList();
        return Message.of("routing.nobody-several", group.size(), Message.list(providers));
    }

    private static boolean lacks(Standing standing, Rule rule) {
        return standing.exclusions().stream().noneMatch(it -> it.rule() == rule);
    }
}

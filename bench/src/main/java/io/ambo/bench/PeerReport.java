package io.ambo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The windows with other gateways as a Markdown table: medians over the rounds, with minimum and maximum. */
final class PeerReport {

    private static final double MILLI = 1000;
    private static final String NOTHING = "–";

    private final List<Window> windows;
    private final Options options;

    private PeerReport(List<Window> windows, Options options) {
        this.windows = windows;
        this.options = options;
    }

    static String of(List<Window> windows, Options options) {
        return new PeerReport(windows, options).text();
    }

    private String text() {
        var text = new StringBuilder("\n## Beside other gateways\n\n");
        options.peers().forEach(peer -> text.append(told(peer)));
        text.append("""

                All in the same minute, by few connections, because they are slow. nginx and Ambo have to give the same bytes \
                each time; the others write answers anew, so that of theirs status, words, reason of the end and end of \
                the stream are compared. Ratios are of processor time within a round. At so few requests a second as in open \
                loads the kernel counts too coarsely for it.

                | case | load | gateway | µs a request | : nginx | : Ambo | p50 / p99, ms | answers a second | MiB | wrong answers |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (var asked : options.cases()) {
            for (var pace : Peer.PACES) {
                targets().forEach(target -> text.append(row(asked, pace, target)));
            }
        }
        return text.toString();
    }

    private static String told(Peer peer) {
        return "- " + peer.title() + ": "
                + (peer.installed() ? peer.version() : "could not be installed, and is left out") + "\n";
    }

    private List<String> targets() {
        var targets = new ArrayList<>(List.of(Target.DIRECT, Target.NGINX, Target.AMBO));
        options.peers().stream().filter(Peer::installed).map(Peer::id).forEach(targets::add);
        return targets;
    }

    private String row(Case asked, Pace pace, String target) {
        var mine = select(asked, pace, target).toList();
        if (mine.isEmpty()) {
            return "";
        }
        var processor = pace instanceof Pace.Closed && !target.equals(Target.DIRECT);
        var cells = List.of(
                asked.id() + " " + asked.title(),
                pace.id(),
                target,
                processor ? spread(mine, Window::cpu).text(1) : NOTHING,
                processor ? ratio(asked, pace, target, Target.NGINX) : NOTHING,
                processor ? ratio(asked, pace, target, Target.AMBO) : NOTHING,
                late(asked, mine),
                spread(mine, Window::rate).text(0),
                target.equals(Target.DIRECT)
                        ? NOTHING
                        : spread(mine, Window::memory).middle(0),
                Long.toString(mine.stream().mapToLong(Window::wrong).sum()));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String late(Case asked, List<Window> mine) {
        return Stream.<ToDoubleFunction<Window>>of(
                        asked.paced() ? Window::first50 : Window::p50, asked.paced() ? Window::first99 : Window::p99)
                .map(figure -> Spread.of(DoubleStream.of(spread(mine, figure).median() / MILLI))
                        .middle(2))
                .collect(Collectors.joining(" / "));
    }

    private String ratio(Case asked, Pace pace, String target, String reference) {
        return Spread.of(rounds().stream()
                        .mapToDouble(round -> cpu(round, asked, pace, target) / cpu(round, asked, pace, reference)))
                .text(2);
    }

    private double cpu(int round, Case asked, Pace pace, String target) {
        return select(asked, pace, target)
                .filter(window -> window.round() == round)
                .findFirst()
                .orElseThrow()
                .cpu();
    }

    private Set<Integer> rounds() {
        return windows.stream().map(Window::round).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Window> select(Case asked, Pace pace, String target) {
        return windows.stream()
                .filter(window -> window.asked() == asked
                        && window.load().equals(pace.id())
                        && window.target().equals(target));
    }

    private static Spread spread(List<Window> some, ToDoubleFunction<Window> figure) {
        return Spread.of(some.stream().mapToDouble(figure));
    }
}

package io.ambo.bench;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The windows as Markdown tables: medians over the rounds, with minimum and maximum. */
final class Report {

    private static final double MILLI = 1000;

    private final List<Window> windows;
    private final Options options;
    private final StringBuilder text = new StringBuilder();

    private Report(List<Window> windows, Options options) {
        this.windows = windows;
        this.options = options;
    }

    static String of(List<Window> windows, Options options) {
        return new Report(windows, options).tables();
    }

    private String tables() {
        text.append("\n## Processor time for each request, in microseconds\n\n");
        text.append(
                "Of the proxy alone, pinned to one core. *With rest* counts what it still did after its answers.\n\n");
        head("case | load | nginx | Ambo | Ambo : nginx | Ambo with rest | core busy nginx, Ambo");
        rows((asked, load) -> text.append(cpu(asked, load)));
        compareWithPlain();
        text.append("\n## Latency in milliseconds, p50 / p99\n\n");
        text.append("To the last byte of the answer; of paced streams to the first words of the answer.\n\n");
        head("case | load | direct | nginx | Ambo | Ambo − nginx, p50 | Ambo − nginx, p99");
        rows((asked, load) -> text.append(latency(asked, load)));
        text.append("\n## Answers a second, memory, errors\n\n");
        head("case | load | direct | nginx | Ambo | MiB nginx, Ambo | wrong answers");
        rows((asked, load) -> text.append(rates(asked, load)));
        if (!options.peers().isEmpty()) {
            text.append(PeerReport.of(windows, options));
        }
        text.append("\nOther processes used ")
                .append(Spread.of(windows.stream().mapToDouble(Window::others)).text(2))
                .append(" processors during the windows.\n");
        return text.toString();
    }

    private interface Row {
        void of(Case asked, String load);
    }

    private void rows(Row row) {
        for (var asked : options.cases()) {
            options.paces().forEach(pace -> row.of(asked, pace.id()));
        }
    }

    private void head(String columns) {
        text.append("| ").append(columns).append(" |\n|");
        text.append(" --- |".repeat(columns.split(" \\| ").length)).append('\n');
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private String cpu(Case asked, String load) {
        return row(
                asked.id() + " " + asked.title(),
                load,
                of(asked, load, Target.NGINX, Window::cpu).text(1),
                of(asked, load, Target.AMBO, Window::cpu).text(1),
                ratio(asked, load).text(2),
                of(asked, load, Target.AMBO, Window::cpuWithRest).text(1),
                of(asked, load, Target.NGINX, Window::busy).middle(2) + ", "
                        + of(asked, load, Target.AMBO, Window::busy).middle(2));
    }

    private String latency(Case asked, String load) {
        return row(
                asked.id(),
                load,
                latency(asked, load, Target.DIRECT),
                latency(asked, load, Target.NGINX),
                latency(asked, load, Target.AMBO),
                added(asked, load, asked.paced() ? Window::first50 : Window::p50)
                        .text(2),
                added(asked, load, asked.paced() ? Window::first99 : Window::p99)
                        .text(2));
    }

    private String latency(Case asked, String load, String target) {
        var middle = of(asked, load, target, asked.paced() ? Window::first50 : Window::p50);
        var late = of(asked, load, target, asked.paced() ? Window::first99 : Window::p99);
        return Spread.of(DoubleStream.of(middle.median() / MILLI)).middle(2) + " / "
                + Spread.of(DoubleStream.of(late.median() / MILLI)).middle(2);
    }

    private String rates(Case asked, String load) {
        var wrong = select(asked, load).stream().mapToLong(Window::wrong).sum();
        return row(
                asked.id(),
                load,
                of(asked, load, Target.DIRECT, Window::rate).text(0),
                of(asked, load, Target.NGINX, Window::rate).text(0),
                of(asked, load, Target.AMBO, Window::rate).text(0),
                of(asked, load, Target.NGINX, Window::memory).middle(0) + ", "
                        + of(asked, load, Target.AMBO, Window::memory).middle(0),
                Long.toString(wrong));
    }

    /** The cost of replacing and restoring, relative to the same request without. */
    private void compareWithPlain() {
        if (!options.cases().containsAll(Set.of(Case.A, Case.E))) {
            return;
        }
        text.append('\n');
        for (var pace : options.paces()) {
            var ratio = Spread.of(rounds().mapToDouble(round ->
                    cpu(round, Case.E, pace.id(), Target.AMBO) / cpu(round, Case.A, pace.id(), Target.AMBO)));
            text.append("Ambo's e : a at ")
                    .append(pace.id())
                    .append(": ")
                    .append(ratio.text(2))
                    .append("\n\n");
        }
    }

    private Spread ratio(Case asked, String load) {
        return Spread.of(rounds().mapToDouble(
                        round -> cpu(round, asked, load, Target.AMBO) / cpu(round, asked, load, Target.NGINX)));
    }

    private Spread added(Case asked, String load, ToDoubleFunction<Window> figure) {
        return Spread.of(rounds().mapToDouble(round -> (figure.applyAsDouble(one(round, asked, load, Target.AMBO))
                        - figure.applyAsDouble(one(round, asked, load, Target.NGINX)))
                / MILLI));
    }

    private double cpu(int round, Case asked, String load, String target) {
        return one(round, asked, load, target).cpu();
    }

    private Stream<Integer> rounds() {
        return new TreeSet<>(windows.stream().map(Window::round).collect(Collectors.toSet())).stream();
    }

    private Window one(int round, Case asked, String load, String target) {
        return select(asked, load).stream()
                .filter(window -> window.round() == round && window.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private Spread of(Case asked, String load, String target, ToDoubleFunction<Window> figure) {
        return Spread.of(select(asked, load).stream()
                .filter(window -> window.target().equals(target))
                .mapToDouble(figure));
    }

    private List<Window> select(Case asked, String load) {
        return windows.stream()
                .filter(window -> window.asked() == asked && window.load().equals(load))
                .toList();
    }
}

package io.ambo.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to measure.
 *
 * @param seconds length of a window
 * @param warm seconds of Ambo's processor time for each case before the first round
 * @param lanes event loops of Ambo and workers of nginx, each with a processor of its own as far as there are enough
 * @param peers other gateways that are asked too, as far as they are installed
 * @param tagger the policy's tagger of names: {@code none} or {@code fast}
 * @param results folder for the table and the raw lines
 * @param commit the commit that is measured, as the script read it
 */
record Options(
        int rounds,
        double seconds,
        double warm,
        Set<Case> cases,
        List<Pace> paces,
        int lanes,
        List<Peer> peers,
        String tagger,
        List<String> amboOptions,
        Path results,
        String commit) {

    static final String USAGE = """
            Usage: bench/run [options]
              --rounds N            rounds (default 10)
              --window SECONDS      length of a window (default 2)
              --cases a,b,c,d,e     what is asked (default a,b,c,e)
                                    a 1 KB, b 32 KB, c stream of 40 events, d paced stream, e 1 KB with a phone number
              --loads L,L           how it is asked: closed-CONNECTIONS, open-REQUESTS-A-SECOND or
                                    open-REQUESTS-A-SECOND-CONNECTIONS
                                    (default closed-64,closed-16,closed-1,open-1000)
              --warm SECONDS        of Ambo's processor time for each case, before the first round (default 30)
              --lanes N             lanes of Ambo and workers of nginx (default 1)
              --peers litellm,portkey,netty  other gateways, which are installed first, and a plain proxy on Netty,
                                    with small loads of their own
              --tagger none|fast    the policy's tagger of names (default none)
              --ambo-options "..."  options of Ambo's JVM (default: those of ./ambo serve on a machine of two
                                    processors)
              --results FOLDER      where the table and the raw lines go (default bench/results)
            """;

    private static final String NO_TAGGER = "none";

    private static final List<String> JVM =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    /** What is measured when nothing is said. */
    static Options fallback() {
        return new Options(
                10,
                2,
                30,
                EnumSet.of(Case.A, Case.B, Case.C, Case.E),
                paces("closed-64,closed-16,closed-1,open-1000"),
                1,
                List.of(),
                NO_TAGGER,
                words("-XX:+UseParallelGC -XX:-UseAdaptiveSizePolicy -Xmn128m -XX:+UseCompactObjectHeaders"
                        + " -Dio.netty.leakDetection.level=disabled"),
                Results.FOLDER,
                "unknown");
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException for an unknown option or a wrong value
     */
    static Options of(List<String> words) {
        var left = new ArrayDeque<>(words);
        var options = fallback();
        while (!left.isEmpty()) {
            options = options.with(left.remove(), left);
        }
        return options;
    }

    private Options with(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        var value = left.remove();
        return switch (option) {
            case "--rounds" -> with(Integer.parseInt(value), seconds, warm);
            case "--window" -> with(rounds, Double.parseDouble(value), warm);
            case "--warm" -> with(rounds, seconds, Double.parseDouble(value));
            case "--cases" ->
                new Options(
                        rounds, seconds, warm, cases(value), paces, lanes, peers, tagger, amboOptions, results, commit);
            case "--loads" ->
                new Options(
                        rounds, seconds, warm, cases, paces(value), lanes, peers, tagger, amboOptions, results, commit);
            case "--lanes" -> with(Integer.parseInt(value), amboOptions, results, commit);
            case "--peers" ->
                new Options(
                        rounds, seconds, warm, cases, paces, lanes, peers(value), tagger, amboOptions, results, commit);
            case "--tagger" ->
                new Options(
                        rounds, seconds, warm, cases, paces, lanes, peers, tagger(value), amboOptions, results, commit);
            case "--ambo-options" -> with(lanes, words(value), results, commit);
            case "--results" -> with(lanes, amboOptions, Path.of(value), commit);
            case "--commit" -> with(lanes, amboOptions, results, value);
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private Options with(int newRounds, double newSeconds, double newWarm) {
        return new Options(
                newRounds, newSeconds, newWarm, cases, paces, lanes, peers, tagger, amboOptions, results, commit);
    }

    private Options with(int newLanes, List<String> newAmboOptions, Path newResults, String newCommit) {
        return new Options(
                rounds, seconds, warm, cases, paces, newLanes, peers, tagger, newAmboOptions, newResults, newCommit);
    }

    private static String tagger(String name) {
        if (!List.of(NO_TAGGER, "fast").contains(name)) {
            throw new IllegalArgumentException("--tagger is none or fast, not " + name);
        }
        return name;
    }

    /** How the names of results begin after the commit, so that both taggers' tables lie beside each other. */
    String resultsMark() {
        return tagger.equals(NO_TAGGER) ? "" : "-tagger-" + tagger;
    }

    private static Set<Case> cases(String ids) {
        var cases = EnumSet.noneOf(Case.class);
        for (var id : ids.split(",")) {
            cases.add(Case.valueOf(id.strip().toUpperCase(Locale.ROOT)));
        }
        return cases;
    }

    private static List<Peer> peers(String ids) {
        return Stream.of(ids.split(","))
                .map(id -> Peer.valueOf(id.strip().toUpperCase(Locale.ROOT)))
                .toList();
    }

    private static List<Pace> paces(String ids) {
        return Stream.of(ids.split(",")).map(String::strip).map(Pace::of).toList();
    }

    private static List<String> words(String text) {
        return Stream.of(text.strip().split(" +"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Options of Ambo's JVM, with those that every JVM of ours has. */
    List<String> amboJvm() {
        var all = new ArrayList<>(JVM);
        all.addAll(amboOptions);
        return all;
    }

    /** Options of the stand-in's JVM. */
    List<String> standInJvm() {
        var all = new ArrayList<>(JVM);
        all.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        return all;
    }
}

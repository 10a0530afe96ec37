package io.ambo.bench.micro;

import io.ambo.catalog.Policy;
import io.ambo.config.CatalogReader;
import io.ambo.core.DataClass;
import io.ambo.privacy.Findings;
import io.ambo.privacy.Scanner;
import io.ambo.wire.Body;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Detection with few and many marked words in addition to the built-in recognisers; none occurs in the text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@SuppressWarnings("NullAway.Init")
public class WordsBenchmark {

    private static final String CONSONANTS = "bdfgklmnprstvw";
    private static final String VOWELS = "aeiou";
    private static final String CHINESE = "云海山川星辰青松白鹤金石长风明月天河";

    @Param({"10", "200"})
    public int words;

    @Param({"ENGLISH", "CHINESE"})
    public Texts text;

    private Scanner scanner;
    private Body body;
    private int length;

    @Setup
    public void prepare() {
        var catalog = new CatalogReader(Set.of()).builtIn();
        var policy = catalog.policies().stream()
                .filter(one -> one.name().equals(Policy.DEFAULT))
                .findFirst()
                .orElseThrow();
        scanner = Scanner.of(catalog.recognisers(), marking(policy));
        body = text.body();
        length = body.bytes().length;
    }

    private Policy marking(Policy policy) {
        var marked = new Policy.MarkedWords("project", made(), DataClass.L2, "PROJECT");
        return new Policy(
                policy.name(),
                policy.treatments(),
                policy.replacements(),
                policy.aliases(),
                policy.aggregations(),
                List.of(marked),
                policy.names(),
                policy.media(),
                policy.subjectsAlone(),
                policy.scanLimit(),
                policy.onScanFailure(),
                policy.onJournalFailure(),
                policy.restoreInAddresses(),
                policy.restoreInTools(),
                policy.ceiling(),
                policy.steering(),
                policy.guards(),
                policy.sources());
    }

    /** Made-up names, half of them Chinese; the same in each run. */
    private Set<String> made() {
        var random = new Random(1);
        var made = new TreeSet<String>();
        while (made.size() < words) {
            var latin = new StringBuilder();
            var chinese = new StringBuilder();
            for (var i = 0; i < 3; i++) {
                latin.append(pick(CONSONANTS, random)).append(pick(VOWELS, random));
                chinese.append(pick(CHINESE, random));
            }
            made.add(
                    made.size() % 2 == 0
                            ? latin.append("dox").toString()
                            : chinese.append("项").toString());
        }
        return made;
    }

    private static char pick(String from, Random random) {
        return from.charAt(random.nextInt(from.length()));
    }

    @Benchmark
    public Findings find(Bytes count) {
        count.bytes += length;
        return scanner.scan(body);
    }
}

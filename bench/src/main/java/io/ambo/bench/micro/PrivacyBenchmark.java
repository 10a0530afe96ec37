package io.ambo.bench.micro;

import io.ambo.catalog.Policy;
import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.config.CatalogReader;
import io.ambo.privacy.Deidentified;
import io.ambo.privacy.Deidentifier;
import io.ambo.privacy.Findings;
import io.ambo.privacy.Restorer;
import io.ambo.privacy.Scanner;
import io.ambo.wire.Body;
import io.ambo.wire.Edits;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Detection, replacement and restoration with the built-in recognisers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@SuppressWarnings("NullAway.Init")
public class PrivacyBenchmark {

    private static final int PIECE = 4;

    @Param
    public Texts text;

    private final Deidentifier deidentifier = Deidentifier.of(new byte[32]);
    private Scanner scanner;
    private Body body;
    private int length;
    private Findings findings;
    private Deidentified deidentified;
    private String answer;

    @Setup
    public void prepare() throws JsonException {
        var catalog = new CatalogReader(Set.of()).builtIn();
        var policy = catalog.policies().stream()
                .filter(one -> one.name().equals(Policy.DEFAULT))
                .findFirst()
                .orElseThrow();
        scanner = Scanner.of(catalog.recognisers(), policy);
        body = text.body();
        length = body.bytes().length;
        findings = scanner.scan(body);
        deidentified = replace();
        var sent = JsonIndex.of(deidentified.bytes());
        var messages = sent.member(0, "messages");
        answer = sent.text(sent.member(messages + 1, "content"));
    }

    @Benchmark
    public Findings find(Bytes count) {
        count.bytes += length;
        return scanner.scan(body);
    }

    @Benchmark
    public Deidentified replace(Bytes count) {
        count.bytes += length;
        return replace();
    }

    private Deidentified replace() {
        return deidentifier.deidentify(body, findings, deidentifier.scope("caller", "bench"), new Edits());
    }

    @Benchmark
    public String restoreWhole(Bytes count) {
        count.bytes += answer.length();
        return Restorer.of(deidentified, RestoreInAddresses.KNOWN_HOSTS).whole(answer, false);
    }

    @Benchmark
    public void restorePieces(Bytes count, Blackhole hole) {
        count.bytes += answer.length();
        var channel = Restorer.of(deidentified, RestoreInAddresses.KNOWN_HOSTS).channel(false);
        for (var at = 0; at < answer.length(); at += PIECE) {
            hole.consume(channel.feed(answer.substring(at, Math.min(answer.length(), at + PIECE))));
        }
        hole.consume(channel.flush());
    }
}

package io.ambo.bench.micro;

import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The single pass over a body, compared with decoding the same bytes into a string. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class WireBenchmark {

    @Param
    @SuppressWarnings("NullAway.Init")
    public Texts text;

    @SuppressWarnings("NullAway.Init")
    private byte[] request;

    @Setup
    public void prepare() {
        request = text.request();
    }

    @Benchmark
    public JsonIndex index(Bytes count) throws JsonException {
        count.bytes += request.length;
        return JsonIndex.of(request);
    }

    @Benchmark
    public String plainDecode(Bytes count) {
        count.bytes += request.length;
        return new String(request, StandardCharsets.UTF_8);
    }
}

package io.ambo.taggers.accurate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Baidu's LAC as a network for ONNX Runtime: a recurrent network over characters that scores 59 tags for each. Thread-safe; a
 * call runs on the thread that makes it.
 */
final class LacModel {

    private static final String RESOURCE = "lac.onnx";

    /** ONNX Runtime 1.29.0 on Linux ends the process when the command line has about 4,096 bytes or more. */
    private static final int LONGEST_COMMAND_LINE = 3_500;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final LacTables tables;

    private LacModel(byte[] network, LacTables tables) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(network, options);
        }
        this.tables = tables;
    }

    /** Throws an exception rather than let ONNX Runtime end the process, see {@link #LONGEST_COMMAND_LINE}. */
    static LacModel read() {
        var length = ProcessHandle.current().info().commandLine().orElse("").length();
        if (length > LONGEST_COMMAND_LINE) {
            throw new IllegalStateException("the command line of this process is too long for ONNX Runtime;"
                    + " give the class path in the environment (CLASSPATH) or in an argument file (@FILE)");
        }
        return load();
    }

    private static LacModel load() {
        try (var stream = Objects.requireNonNull(LacModel.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new LacModel(stream.readAllBytes(), LacTables.read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException("the network of LAC cannot be read", e);
        }
    }

    /** The tags of each sentence, one a code point; no sentence is empty. */
    List<int[]> tag(List<int[]> sentences) {
        var longest = sentences.stream().mapToInt(it -> it.length).max().orElse(0);
        var characters = new long[sentences.size()][longest];
        var lengths = new long[sentences.size()];
        for (var i = 0; i < lengths.length; i++) {
            var sentence = sentences.get(i);
            lengths[i] = sentence.length;
            for (var k = 0; k < sentence.length; k++) {
                characters[i][k] = tables.character(sentence[k]);
            }
        }
        var scores = run(characters, lengths);
        return IntStream.range(0, lengths.length)
                .mapToObj(i -> tables.decode(scores[i], (int) lengths[i]))
                .toList();
    }

    private float[][][] run(long[][] characters, long[] lengths) {
        try (var ids = OnnxTensor.createTensor(environment, characters);
                var sizes = OnnxTensor.createTensor(environment, lengths);
                var result = session.run(Map.of("token_ids", ids, "length", sizes))) {
            return (float[][][]) result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException("the network of LAC cannot be run", e);
        }
    }
}

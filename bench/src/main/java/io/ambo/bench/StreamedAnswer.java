package io.ambo.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One streamed answer of a model.
 *
 * @param firstNanos from before connecting to the first words
 * @param tokens tokens of the answer as counted by the engine
 */
record StreamedAnswer(long firstNanos, long tokens) {

    private static final Pattern COUNT = Pattern.compile("\"completion_tokens\": ?(\\d+)");

    /**
     * Sends the request and reads the answer to its end.
     *
     * @throws IllegalStateException if the answer is not a 200, was cut off, or is empty
     */
    static StreamedAnswer of(Way way, byte[] request) {
        var begun = System.nanoTime();
        try (var channel = SocketChannel.open(way.address())) {
            var out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            return read(way, channel, begun);
        } catch (IOException e) {
            throw new UncheckedIOException(way.name() + " broke off", e);
        }
    }

    private static StreamedAnswer read(Way way, SocketChannel channel, long begun) throws IOException {
        var all = new ByteArrayOutputStream();
        var in = ByteBuffer.allocate(64 * 1024);
        var first = 0L;
        while (channel.read(in) >= 0) {
            all.write(in.array(), 0, in.position());
            in.clear();
            if (first == 0 && FirstWords.in(all.toByteArray())) {
                first = System.nanoTime() - begun;
            }
        }
        return whole(way, text(all), first);
    }

    private static StreamedAnswer whole(Way way, String answer, long first) {
        // The count may lie across two chunks, so their frames go first.
        var count = COUNT.matcher(answer.replaceAll("\r\n(\r\n)?[0-9a-fA-F]+\r\n", ""));
        if (!answer.startsWith("HTTP/1.1 200 ") || !answer.contains("data: [DONE]") || first == 0 || !count.find()) {
            throw new IllegalStateException(way.name() + " gave no whole answer: " + answer);
        }
        return new StreamedAnswer(first, Long.parseLong(count.group(1)));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

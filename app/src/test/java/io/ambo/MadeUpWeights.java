package io.ambo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Files that look like weights as far as their head. */
final class MadeUpWeights {

    private MadeUpWeights() {}

    /** The head of a GGUF file with these texts. */
    static byte[] gguf(Map<String, String> texts) {
        var out = new ByteArrayOutputStream();
        new TreeMap<>(texts).forEach((key, value) -> {
            out.writeBytes(longs(key.length()));
            out.writeBytes(key.getBytes(StandardCharsets.UTF_8));
            out.writeBytes(new byte[] {8, 0, 0, 0});
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(longs(bytes.length));
            out.writeBytes(bytes);
        });
        return ByteBuffer.allocate(24 + out.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putLong(0)
                .putLong(texts.size())
                .put(out.toByteArray())
                .array();
    }

    private static byte[] longs(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }
}

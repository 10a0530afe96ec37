package io.ambo.engine.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes the head of a made-up GGUF file, value by value. */
public final class GgufBytes {
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private long count;

    public GgufBytes text(String key, String value) {
        key(key, 8);
        put(value);
        return this;
    }

    public GgufBytes number(String key, int value) {
        key(key, 4);
        number(value, 4);
        return this;
    }

    public GgufBytes large(String key, long value) {
        key(key, 10);
        number(value, 8);
        return this;
    }

    public GgufBytes fraction(String key, float value) {
        key(key, 6);
        number(Float.floatToIntBits(value), 4);
        return this;
    }

    public GgufBytes numbers(String key, List<Integer> items) {
        key(key, 9);
        number(4, 4);
        number(items.size(), 8);
        items.forEach(item -> number(item, 4));
        return this;
    }

    public GgufBytes texts(String key, List<String> items) {
        key(key, 9);
        number(8, 4);
        number(items.size(), 8);
        items.forEach(this::put);
        return this;
    }

    /** The file, with so many bytes of weights behind its head. */
    public byte[] file(int weights) {
        return ByteBuffer.allocate(24 + values.size() + weights)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putLong(0)
                .putLong(count)
                .put(values.toByteArray())
                .array();
    }

    /** The file, with two-dimensional tensors of numbers behind its head, each at a place that 32 divides. */
    public byte[] file(Map<String, float[][]> tensors) {
        GgufBytes list = new GgufBytes();
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        tensors.forEach((name, rows) -> {
            list.put(name);
            list.number(2, 4);
            list.number(rows[0].length, 8);
            list.number(rows.length, 8);
            list.number(0, 4); // 32 bits a number
            list.number(weights.size(), 8);
            weights.writeBytes(padded(bytes(rows)));
        });
        ByteBuffer head = ByteBuffer.allocate(24 + values.size() + list.values.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putLong(tensors.size())
                .putLong(count)
                .put(values.toByteArray())
                .put(list.values.toByteArray());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(padded(head.array()));
        all.writeBytes(weights.toByteArray());
        return all.toByteArray();
    }

    private static byte[] bytes(float[][] rows) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * rows.length * rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            for (float number : row) {
                bytes.putFloat(number);
            }
        }
        return bytes.array();
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, (bytes.length + 31) / 32 * 32);
    }

    /** The head of a LoRA adapter for an architecture. */
    public static GgufBytes adapter(String architecture) {
        return new GgufBytes()
                .text("general.type", "adapter")
                .text("adapter.type", "lora")
                .text("general.architecture", architecture)
                .fraction("adapter.lora.alpha", 4);
    }

    /** A small model like any other. */
    public static GgufBytes small() {
        return new GgufBytes()
                .text("general.architecture", "llama")
                .text("general.name", "Small One")
                .text("general.license", "apache-2.0")
                .number("general.file_type", 15)
                .number("llama.context_length", 8192)
                .number("llama.block_count", 30)
                .number("llama.embedding_length", 576)
                .number("llama.attention.head_count", 9)
                .number("llama.attention.head_count_kv", 3)
                .texts("tokenizer.ggml.tokens", List.of("a", "b", "c"))
                .text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.chat_template", "{% for message in messages %}");
    }

    private void key(String key, int type) {
        count++;
        put(key);
        number(type, 4);
    }

    private void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length, 8);
        values.writeBytes(bytes);
    }

    private void number(long value, int width) {
        byte[] wide = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        values.write(wide, 0, width);
    }
}

package io.ambo.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the head of a made-up GGUF file, value by value. */
final class GgufBytes {
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private long count;

    GgufBytes text(String key, String value) {
        key(key, 8);
        put(value);
        return this;
    }

    GgufBytes number(String key, int value) {
        key(key, 4);
        number(value, 4);
        return this;
    }

    GgufBytes numbers(String key, List<Integer> items) {
        key(key, 9);
        number(4, 4);
        number(items.size(), 8);
        items.forEach(item -> number(item, 4));
        return this;
    }

    GgufBytes texts(String key, List<String> items) {
        key(key, 9);
        number(8, 4);
        number(items.size(), 8);
        items.forEach(this::put);
        return this;
    }

    /** The file, with so many bytes of weights behind its head. */
    byte[] file(int weights) {
        return ByteBuffer.allocate(24 + values.size() + weights)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putLong(0)
                .putLong(count)
                .put(values.toByteArray())
                .array();
    }

    /** A small model like any other. */
    static GgufBytes small() {
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

package io.ambo.ledger;

import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A growing byte buffer to which values are appended; the counterpart of {@link Decoder}.
 *
 * <p>Integers have variable length (seven bits per byte, low ones first, zigzag-encoded signs as in Protocol Buffers);
 * text is its length in bytes, then UTF-8.
 */
final class Encoder {

    private byte[] bytes;
    private int length;

    Encoder(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Discards everything after that position. */
    void truncate(int newLength) {
        length = newLength;
    }

    /** Reserves space for a fixed-length number and returns its position. */
    int reserve(int count) {
        room(count);
        length += count;
        return length - count;
    }

    /** Writes four bytes, big-endian, at a reserved position. */
    void patch(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    void octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void truth(boolean value) {
        octet(value ? 1 : 0);
    }

    /** Writes a constant as its index in a list that only ever grows. */
    <E extends Enum<E>> void constant(List<E> constants, E value) {
        var place = constants.indexOf(value);
        if (place < 0) {
            throw new IllegalArgumentException("the format has no number for " + value);
        }
        octet(place);
    }

    void dataClass(DataClass value) {
        constant(Decoder.CLASSES, value);
    }

    void kind(DestinationKind value) {
        constant(Decoder.KINDS, value);
    }

    void time(Instant time) {
        number(time.getEpochSecond());
        number(time.getNano());
    }

    void number(long value) {
        room(10);
        var rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void text(String value) {
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    void money(Optional<Money> amount) {
        truth(amount.isPresent());
        if (amount.isPresent()) {
            number(amount.get().nanos());
            text(amount.get().currency());
        }
    }

    void usage(Usage usage) {
        number(usage.input());
        number(usage.cachedInput());
        number(usage.cacheWrite());
        number(usage.output());
        number(usage.reasoning());
        truth(usage.estimated());
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}

package io.ambo.ledger;

import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads what an {@link Encoder} wrote; throws {@code IllegalArgumentException} for bytes that it cannot have written.
 */
final class Decoder {

    /** The numbering of constants; these lists only ever grow. */
    static final List<DataClass> CLASSES =
            List.of(DataClass.L0, DataClass.L1, DataClass.L2, DataClass.L3, DataClass.L4, DataClass.L5);

    static final List<DestinationKind> KINDS =
            List.of(DestinationKind.EMBEDDED, DestinationKind.PRIVATE, DestinationKind.CLOSED);

    private final byte[] bytes;
    private final int end;
    private int at;

    Decoder(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean atEnd() {
        return at == end;
    }

    int octet() {
        require(1);
        return bytes[at++];
    }

    boolean truth() {
        return octet() != 0;
    }

    <E extends Enum<E>> E constant(List<E> constants) {
        var place = octet();
        if (place < 0 || place >= constants.size()) {
            throw new IllegalArgumentException("no constant has the number " + place);
        }
        return constants.get(place);
    }

    DataClass dataClass() {
        return constant(CLASSES);
    }

    DestinationKind kind() {
        return constant(KINDS);
    }

    Instant time() {
        return Instant.ofEpochSecond(number(), number());
    }

    long number() {
        long value = 0;
        for (var shift = 0; shift < 64; shift += 7) {
            var next = octet();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new IllegalArgumentException("a number has more than ten bytes");
    }

    /** The number of items that follow, each of at least one byte. */
    int count() {
        var count = number();
        require(count);
        return (int) count;
    }

    int integer() {
        return Math.toIntExact(number());
    }

    String text() {
        var size = count();
        var text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }

    Optional<Money> money() {
        return truth() ? Optional.of(new Money(number(), text())) : Optional.empty();
    }

    Usage usage() {
        return new Usage(number(), number(), number(), number(), number(), truth());
    }

    private void require(long count) {
        if (count < 0 || count > end - at) {
            throw new IllegalArgumentException("the record ends before its content does");
        }
    }
}

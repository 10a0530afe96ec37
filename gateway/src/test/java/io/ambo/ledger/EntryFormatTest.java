package io.ambo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntryFormatTest {

    @Test
    void everyEntryComesBackAsItWas() {
        var random = new SplittableRandom(20261123);
        for (var i = 0; i < 3000; i++) {
            var entry = SomeEntries.random(random);
            assertThat(read(write(entry))).isEqualTo(entry);
        }
    }

    @Test
    void everyConstantHasANumber() {
        assertThat(Outcome.values()).hasSize(5);
        assertThat(DataClass.values()).hasSize(6);
        assertThat(DestinationKind.values()).hasSize(3);
        assertThat(Treatment.values()).hasSize(3);
        for (var outcome : Outcome.values()) {
            var entry = SomeEntries.opened(SomeEntries.newId(), "run");
            var changed = Changed.outcome(entry, outcome);
            assertThat(read(write(changed)).outcome()).isEqualTo(outcome);
        }
    }

    @Test
    void aRecordOfAnEarlierVersionIsReadForever() throws IOException {
        for (var version = 1; version < EntryFormat.VERSION; version++) {
            var entry = read(HexFormat.of().parseHex(golden(version)));
            assertThat(entry)
                    .usingRecursiveComparison()
                    .ignoringFields("attempts.changed")
                    .isEqualTo(SomeEntries.served("01KB9Q4V3NZX6W3M5A7T8R2C1D", "01KB9Q4V3N"));
        }
    }

    @Test
    void aRowWhoseStepsAreInTheOrderOfAnEarlierVersionIsReadByTheirNames() {
        assertThat(VolumesCodec.nanos("{\"receive\":1,\"authenticate\":2,\"classify\":3}"))
                .containsExactly(2L, 1L, 3L);
    }

    @Test
    void theFormatDoesNotDrift() throws IOException {
        var entry = SomeEntries.served("01KB9Q4V3NZX6W3M5A7T8R2C1D", "01KB9Q4V3N");
        assertThat(HexFormat.of().formatHex(write(entry))).isEqualTo(golden(EntryFormat.VERSION));
    }

    @Test
    void aRecordThatEndsTooEarlyIsRefusedAtEveryByte() {
        var bytes = write(SomeEntries.served(SomeEntries.newId(), "run"));
        for (var end = 0; end < bytes.length; end++) {
            var torn = Arrays.copyOf(bytes, end);
            assertThatThrownBy(() -> read(torn)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String golden(int version) throws IOException {
        try (var stream = EntryFormatTest.class.getResourceAsStream("/ledger/entry-v" + version + ".hex")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
        }
    }

    private static byte[] write(Entry entry) {
        var encoder = new Encoder(8);
        EntryFormat.write(encoder, entry);
        return Arrays.copyOf(encoder.bytes(), encoder.length());
    }

    private static Entry read(byte[] bytes) {
        return EntryFormat.read(new Decoder(bytes, 0, bytes.length));
    }
}

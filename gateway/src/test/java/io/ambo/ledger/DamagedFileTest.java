package io.ambo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journal files with flipped, zeroed, removed or inserted bytes: every intact record is read exactly once. */
class DamagedFileTest {

    private static final int ENTRIES = 12;
    private static final SplittableRandom SEEDS = new SplittableRandom(20261126);

    @TempDir
    Path folder;

    private final List<Entry> written = new ArrayList<>();
    /** The start of each record, and finally the end of the file. */
    private final List<Integer> starts = new ArrayList<>();

    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        write(index -> SomeEntries.served("entry" + index, "run"));
    }

    private interface Made {
        Entry entry(int index);
    }

    private void write(Made made) throws IOException {
        written.clear();
        starts.clear();
        var path = Files.createTempDirectory(folder, "whole").resolve("run-000-000001.journal");
        var segment = Segment.create(path, JournalFile::onDisk);
        var journal = new FileJournal(() -> segment, 1 << 24);
        for (var i = 0; i < ENTRIES; i++) {
            starts.add((int) segment.committed());
            written.add(made.entry(i));
            journal.append(written.getLast());
            journal.commit();
        }
        starts.add((int) segment.committed());
        segment.close();
        whole = Files.readAllBytes(path);
    }

    private SegmentReader.Reading read(byte[] bytes, int most) throws IOException {
        var file = Files.write(folder.resolve("run-000-000001.journal"), bytes);
        var segment = Segment.left(file, bytes.length);
        var entries = new ArrayList<Entry>();
        var damages = new ArrayList<Damage>();
        long at = 0;
        while (at < bytes.length) {
            var reading = SegmentReader.read(segment, at, most);
            assertThat(reading.next()).isGreaterThan(at);
            entries.addAll(reading.entries());
            damages.addAll(reading.damages());
            at = reading.next();
        }
        return new SegmentReader.Reading(entries, at, damages);
    }

    /** The entries of records that share no byte with this range. */
    private List<Entry> untouched(int from, int to) {
        var left = new ArrayList<Entry>();
        for (var i = 0; i < ENTRIES; i++) {
            if (starts.get(i + 1) <= from || starts.get(i) >= to) {
                left.add(written.get(i));
            }
        }
        return left;
    }

    @Test
    void aFlippedBitInAnyByteLosesThatRecordAlone() throws IOException {
        for (var at = 0; at < whole.length; at++) {
            var bytes = whole.clone();
            bytes[at] ^= (byte) (1 << at % 8);
            var reading = read(bytes, 5);
            // The last four bytes of the header have no meaning.
            var counts = at < Segment.HEAD - 4 || at >= Segment.HEAD;
            assertThat(reading.entries()).as("byte %s", at).isEqualTo(untouched(at, at + 1));
            assertThat(reading.damages()).as("byte %s", at).hasSize(counts ? 1 : 0);
        }
    }

    @RepeatedTest(300)
    void whateverIsZeroedEveryOtherRecordIsRead() throws IOException {
        var random = SEEDS.split();
        var from = random.nextInt(whole.length);
        var to = random.nextInt(from, Math.min(whole.length, from + 3000)) + 1;
        var bytes = whole.clone();
        Arrays.fill(bytes, from, to, (byte) 0);
        var reading = read(bytes, random.nextInt(1, 20));
        assertThat(reading.entries()).containsAll(untouched(from, to)).doesNotHaveDuplicates();
        assertThat(written).containsAll(reading.entries());
    }

    @RepeatedTest(300)
    void whateverIsCutOutOrPutInEveryOtherRecordIsRead() throws IOException {
        var random = SEEDS.split();
        var from = random.nextInt(whole.length);
        var to = random.nextInt(from, Math.min(whole.length, from + 1500)) + 1;
        var noise = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(2000)];
        random.nextBytes(noise);
        var bytes = new ByteArrayOutputStream();
        bytes.write(whole, 0, from);
        bytes.write(noise);
        bytes.write(whole, to, whole.length - to);
        var reading = read(bytes.toByteArray(), random.nextInt(1, 20));
        assertThat(reading.entries()).containsAll(untouched(from, to)).doesNotHaveDuplicates();
        assertThat(written).containsAll(reading.entries());
    }

    @Test
    void aRecordBehindMoreDamageThanAChunkIsFoundWhereverItBegins() throws IOException {
        write(index -> Changed.asked(SomeEntries.served("entry" + index, "run"), "账".repeat(index == 3 ? 200_000 : 9)));
        var bytes = whole.clone();
        Arrays.fill(bytes, starts.get(1), starts.get(3) + 5, (byte) 1);
        var window = 256 * 1024;
        var toWindowsEnd = 2 * window - (starts.get(4) - starts.get(1)) % window;
        for (var shift = 0; shift < 40; shift++) {
            var noise = new byte[toWindowsEnd - 20 + shift];
            Arrays.fill(noise, (byte) 1);
            var longer = ByteBuffer.allocate(bytes.length + noise.length)
                    .put(bytes, 0, starts.get(4))
                    .put(noise)
                    .put(bytes, starts.get(4), bytes.length - starts.get(4))
                    .array();
            var reading = read(longer, 100);
            assertThat(reading.entries()).isEqualTo(untouched(starts.get(1), starts.get(4)));
            assertThat(reading.damages()).hasSize(1);
        }
    }

    /** Its length and checksum are right; only the name of the run, which is not disclosed to callers, is wrong. */
    @Test
    void aTextThatLooksLikeARecordIsNotOneWhenTheRecordAroundItIsDamaged() throws IOException {
        var other = Files.createTempDirectory(folder, "other").resolve("x.journal");
        try (var segment = new Closing(Segment.create(other, JournalFile::onDisk))) {
            var journal = new FileJournal(segment::segment, 1 << 20);
            journal.append(SomeEntries.served("forged", "guess"));
            journal.commit();
        }
        var forged = Files.readAllBytes(other);
        var bytes = whole.clone();
        var at = starts.get(2) + 4;
        System.arraycopy(forged, Segment.HEAD, bytes, at, forged.length - Segment.HEAD);
        var reading = read(bytes, 100);
        assertThat(reading.entries()).isEqualTo(untouched(at, at + forged.length - Segment.HEAD));
    }

    private record Closing(Segment segment) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            segment.close();
        }
    }
}

package io.ambo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {

    @TempDir
    Path folder;

    private final List<Segment> segments = new ArrayList<>();
    private JournalFile.Maker disk = JournalFile::onDisk;

    @Test
    void whatWasCommittedIsReadInItsOrder() throws IOException {
        var journal = journal(1 << 20);
        var written = new ArrayList<Entry>();
        var random = new SplittableRandom(7);
        for (var turn = 0; turn < 50; turn++) {
            for (var i = random.nextInt(5); i > 0; i--) {
                var entry = SomeEntries.random(random);
                journal.append(entry);
                written.add(entry);
            }
            journal.commit();
        }
        assertThat(allEntries()).isEqualTo(written);
    }

    @Test
    void aBatchThatWasNotCommittedIsNotOnFile() throws IOException {
        var journal = journal(1 << 20);
        journal.append(SomeEntries.served("A", "run"));
        journal.commit();
        journal.append(SomeEntries.served("B", "run"));
        assertThat(allEntries()).extracting(Entry::id).containsExactly("A");
    }

    @Test
    void aFileThatIsFullIsFollowedByAnother() throws IOException {
        var journal = journal(1000);
        for (var i = 0; i < 20; i++) {
            journal.append(SomeEntries.served("entry" + i, "run"));
            journal.commit();
        }
        assertThat(segments).hasSizeGreaterThan(5);
        assertThat(segments.subList(0, segments.size() - 1))
                .allMatch(Segment::finished)
                .allMatch(segment -> segment.committed() <= 1000);
        assertThat(allEntries()).hasSize(20);
    }

    @Test
    void aFileThatTheDiskDidNotTakeIsForcedAgainAndFollowedByAnother() throws IOException {
        var small = new SmallDisk(1 << 20);
        disk = small;
        var journal = journal(1 << 20);
        journal.append(SomeEntries.served("before", "run"));
        journal.commit();
        var first = segments.getFirst();
        small.forces = false;
        assertThatThrownBy(first::sync).isInstanceOf(IOException.class);
        assertThatThrownBy(first::sync).isInstanceOf(IOException.class);
        small.forces = true;
        first.sync();
        journal.append(SomeEntries.served("after", "run"));
        journal.commit();
        assertThat(segments).hasSize(2);
        assertThat(first.finished()).isTrue();
        assertThat(allEntries()).extracting(Entry::id).containsExactly("before", "after");
    }

    @Test
    void anEntryLargerThanAChunkIsReadWhole() throws IOException {
        var journal = journal(1 << 10);
        var large = Changed.asked(SomeEntries.served("large", "run"), "账".repeat(300_000));
        journal.append(SomeEntries.served("before", "run"));
        journal.append(large);
        journal.append(SomeEntries.served("after", "run"));
        journal.commit();
        assertThat(allEntries()).extracting(Entry::id).containsExactly("before", "large", "after");
        assertThat(allEntries().get(1)).isEqualTo(large);
    }

    @Test
    void aTornLastRecordIsFoundAtEveryByte() throws IOException {
        var bytes = threeRecords();
        var lastStart = startOfLast(bytes);
        for (var end = lastStart + 1; end < bytes.length; end++) {
            var reading = reading(Arrays.copyOf(bytes, end));
            assertThat(reading.entries()).extracting(Entry::id).containsExactly("one", "two");
            assertThat(reading.next()).isEqualTo(end);
            assertThat(reading.damages()).extracting(Damage::offset).containsExactly((long) lastStart);
        }
    }

    @Test
    void aFileThatEndsAfterARecordIsWhole() throws IOException {
        var bytes = threeRecords();
        var reading = reading(Arrays.copyOf(bytes, startOfLast(bytes)));
        assertThat(reading.damages()).isEmpty();
        assertThat(reading.entries()).hasSize(2);
    }

    @Test
    void aFlippedBitIsFoundInEveryByte() throws IOException {
        var bytes = threeRecords();
        var lastStart = startOfLast(bytes);
        for (var at = lastStart; at < bytes.length; at++) {
            var flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            var reading = reading(flipped);
            assertThat(reading.entries()).extracting(Entry::id).containsExactly("one", "two");
            assertThat(reading.damages()).extracting(Damage::offset).containsExactly((long) lastStart);
        }
    }

    @Test
    void zerosAfterTheLastRecordAreNotRecords() throws IOException {
        var bytes = threeRecords();
        var reading = reading(Arrays.copyOf(bytes, bytes.length + 4096));
        assertThat(reading.entries()).hasSize(3);
        assertThat(reading.damages()).extracting(Damage::offset).containsExactly((long) bytes.length);
    }

    @Test
    void aFileWhoseMakerDiedBeforeItsHeadWasWrittenIsNotDamaged() throws IOException {
        for (var length = 0; length < Segment.HEAD; length++) {
            var reading = reading(Arrays.copyOf(Segment.head(), length));
            assertThat(reading.damages()).isEmpty();
            assertThat(reading.next()).isEqualTo(length);
        }
    }

    @Test
    void aFileOfSomethingElseIsDamagedFromItsStart() throws IOException {
        var reading = reading("something else altogether".getBytes(StandardCharsets.US_ASCII));
        assertThat(reading.entries()).isEmpty();
        assertThat(reading.damages()).extracting(Damage::offset).containsExactly(0L);
    }

    @Test
    void aFullDiskLeavesNoTornRecordWhereverItStrikes() throws IOException {
        var whole = threeRecords();
        for (var room = Segment.HEAD; room < whole.length; room += 11) {
            var small = new SmallDisk(room);
            disk = small;
            segments.clear();
            var journal = journal(1 << 20);
            var kept = new ArrayList<String>();
            for (var id : List.of("one", "two", "three")) {
                journal.append(SomeEntries.served(id, "run"));
                if (commits(journal)) {
                    kept.add(id);
                }
                assertNothingTorn();
            }
            small.room = 1 << 20;
            journal.append(SomeEntries.served("four", "run"));
            journal.commit();
            kept.add("four");
            assertThat(allEntries()).extracting(Entry::id).isEqualTo(kept);
            deleteAll();
        }
    }

    @Test
    void aDiskThatTakesNothingBackGetsANewFile() throws IOException {
        var small = new SmallDisk(400);
        small.truncates = false;
        disk = small;
        var journal = journal(1 << 20);
        journal.append(SomeEntries.served("one", "run"));
        journal.commit();
        journal.append(SomeEntries.served("two", "run"));
        assertThatThrownBy(journal::commit).isInstanceOf(IOException.class).hasMessageContaining("No space");
        small.room = 1 << 20;
        journal.append(SomeEntries.served("three", "run"));
        journal.commit();
        assertThat(segments).hasSize(2);
        assertThat(allEntries()).extracting(Entry::id).containsExactly("one", "three");
    }

    private void assertNothingTorn() throws IOException {
        for (var segment : segments) {
            assertThat(Files.size(segment.path())).isEqualTo(segment.committed());
        }
    }

    private FileJournal journal(long segmentSize) {
        return new FileJournal(
                () -> {
                    var path = Files.createTempDirectory(folder, "segment").resolve("segment.journal");
                    segments.add(Segment.create(path, disk));
                    return segments.getLast();
                },
                segmentSize);
    }

    private static boolean commits(FileJournal journal) {
        try {
            journal.commit();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private List<Entry> allEntries() throws IOException {
        var entries = new ArrayList<Entry>();
        for (var segment : segments) {
            long at = 0;
            while (at < segment.committed()) {
                var reading = SegmentReader.read(segment, at, 3);
                assertThat(reading.damages()).isEmpty();
                entries.addAll(reading.entries());
                at = reading.next();
            }
        }
        return entries;
    }

    private byte[] threeRecords() throws IOException {
        segments.clear();
        var journal = journal(1 << 20);
        for (var id : List.of("one", "two", "three")) {
            journal.append(SomeEntries.served(id, "run"));
        }
        journal.commit();
        return Files.readAllBytes(segments.getFirst().path());
    }

    private static int startOfLast(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var at = Segment.HEAD;
        for (var i = 0; i < 2; i++) {
            at += Segment.RECORD_HEAD + buffer.getInt(at);
        }
        return at;
    }

    private SegmentReader.Reading reading(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("run-000-000001.journal"), bytes);
        return SegmentReader.read(Segment.left(file, bytes.length), 0, 100);
    }

    private void deleteAll() throws IOException {
        for (var segment : segments) {
            segment.close();
        }
    }
}

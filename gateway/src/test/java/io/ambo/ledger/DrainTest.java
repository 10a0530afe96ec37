package io.ambo.ledger;

import static io.ambo.ledger.SomeEntries.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.TaskRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainTest {

    /** An in-memory store that fails at a step chosen by the test, before or after executing it. */
    private static class FragileStore implements EntryStore {

        final Map<String, Entry> entries = new LinkedHashMap<>();
        final Map<String, Long> marks = new HashMap<>();
        final List<String> steps = new ArrayList<>();
        int failAt = Integer.MAX_VALUE;
        boolean afterwards;
        private int count;

        @Override
        public long position(String file) {
            return marks.getOrDefault(file, 0L);
        }

        @Override
        public synchronized void move(List<Entry> more, String file, long position, TaskRunner where) {
            step("move", () -> {
                for (var entry : more) {
                    entries.merge(entry.id(), entry, (old, next) -> old.outcome() == Outcome.OPEN ? next : old);
                }
                marks.put(file, position);
            });
        }

        @Override
        public void forget(String file) {
            step("forget", () -> marks.remove(file));
        }

        @Override
        public void makeDurable() {
            step("durable", () -> {});
        }

        @Override
        public int closeInterrupted(String currentRun, Instant at) {
            step("interrupt", () -> {});
            return 0;
        }

        private void step(String name, Runnable work) {
            var fails = count++ == failAt;
            if (fails && !afterwards) {
                throw new IllegalStateException("the store failed before " + name);
            }
            work.run();
            steps.add(name);
            if (fails) {
                throw new IllegalStateException("the store failed after " + name);
            }
        }
    }

    /** A store that records the names of the threads on which entries are moved. */
    private static class WatchedStore extends FragileStore {

        final BlockingQueue<String> threads = new LinkedBlockingQueue<>();

        @Override
        public synchronized void move(List<Entry> more, String file, long position, TaskRunner where) {
            super.move(more, file, position, where);
            try {
                threads.add(where.call(() -> Thread.currentThread().getName()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @TempDir
    Path folder;

    private final FragileStore store = new FragileStore();

    @Test
    void everythingCommittedIsMovedAndFinishedFilesAreDeleted() throws IOException {
        var first = segment("a", "1", "2");
        var second = segment("b", "3");
        second.finish();
        var drain = drain(first, second);
        assertThat(drain.behind()).isPositive();
        drain.drainNow();
        assertThat(store.entries).containsOnlyKeys("1", "2", "3");
        assertThat(drain.behind()).isZero();
        assertThat(first.path()).exists();
        assertThat(second.path()).doesNotExist();
        assertThat(store.marks).containsOnlyKeys("a.journal");
    }

    @Test
    void whereverTheStoreFailsNothingIsLostOrDeletedTooEarly() throws IOException {
        for (var afterwards : new boolean[] {false, true}) {
            for (var failAt = 0; failAt < 6; failAt++) {
                failOnce(failAt, afterwards);
            }
        }
    }

    private void failOnce(int failAt, boolean afterwards) throws IOException {
        var fragile = new FragileStore();
        fragile.failAt = failAt;
        fragile.afterwards = afterwards;
        var name = "f" + failAt + afterwards;
        var finished = segment(name, "1", "2", "3");
        finished.finish();
        var drain = new Drain(fragile, folder.resolve("damaged"), "run", NOON);
        drain.add(finished);
        var failed = fails(drain);
        if (fragile.entries.size() < 3) {
            assertThat(finished.path()).exists();
        }
        if (failed) {
            drain.drainNow();
        }
        assertThat(fragile.entries).containsOnlyKeys("1", "2", "3");
        assertThat(finished.path()).doesNotExist();
        assertThat(fragile.marks).isEmpty();
        assertThat(fragile.steps.indexOf("durable")).isGreaterThan(fragile.steps.indexOf("move"));
    }

    @Test
    void aDrainThatDiedIsFollowedByOneThatGoesOnFromTheMark() throws IOException {
        var finished = segment("a", "1", "2");
        store.failAt = 2;
        assertThatThrownBy(() -> drain(Segment.left(finished.path(), finished.committed()))
                        .drainNow())
                .isInstanceOf(IllegalStateException.class);
        drain(Segment.left(finished.path(), finished.committed())).drainNow();
        assertThat(store.steps).containsExactly("move", "interrupt", "interrupt", "durable", "forget");
        assertThat(finished.path()).doesNotExist();
    }

    @Test
    void aDamagedFileIsKeptAndTheFilesAfterItAreMoved() throws IOException {
        var torn = segment("a", "1", "2");
        var whole = segment("b", "3");
        var size = torn.committed() - 5;
        var drain = drain(Segment.left(torn.path(), size), Segment.left(whole.path(), whole.committed()));
        drain.drainNow();
        assertThat(store.entries).containsOnlyKeys("1", "3");
        assertThat(folder.resolve("damaged").resolve("a.journal")).exists();
        assertThat(torn.path()).doesNotExist();
        assertThat(drain.damages()).hasSize(1).first().satisfies(damage -> {
            assertThat(damage.file()).isEqualTo("a.journal");
            assertThat(damage.offset()).isBetween((long) Segment.HEAD + 1, size);
        });
        assertThat(drain.behind()).isZero();
    }

    @Test
    void damageIsStillToldByADrainThatFollowsOneThatDied() throws IOException {
        var written = segment("run-000-000001", "1", "2", "3");
        var bytes = Files.readAllBytes(written.path());
        var second = Segment.HEAD + (bytes.length - Segment.HEAD) / 3;
        bytes[second + 20] ^= 4;
        Files.write(written.path(), bytes);
        store.failAt = 2;
        assertThatThrownBy(
                        () -> drain(Segment.left(written.path(), bytes.length)).drainNow())
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.marks).containsEntry(written.name(), (long) second);
        var drain = drain(Segment.left(written.path(), bytes.length));
        drain.drainNow();
        assertThat(store.entries).containsOnlyKeys("1", "3");
        assertThat(drain.damages()).extracting(Damage::offset).containsExactly((long) second);
        assertThat(drain.behind()).isZero();
        assertThat(folder.resolve("damaged").resolve(written.name())).exists();
        assertThat(written.path()).doesNotExist();
    }

    @Test
    void aLaneBeginsAnotherFileWhenSomethingInItsOwnCannotBeRead() throws IOException {
        var files = new ArrayList<Segment>();
        var journal = new FileJournal(
                () -> {
                    files.add(Segment.create(
                            folder.resolve("run-000-%06d.journal".formatted(files.size())), JournalFile::onDisk));
                    return files.getLast();
                },
                1 << 20);
        journal.append(SomeEntries.served("1", "run"));
        journal.commit();
        var bytes = Files.readAllBytes(files.getFirst().path());
        bytes[Segment.HEAD + 20] ^= 4;
        Files.write(files.getFirst().path(), bytes);
        var drain = drain(files.getFirst());
        drain.drainNow();
        assertThat(files.getFirst().finished()).isFalse();
        journal.append(SomeEntries.served("2", "run"));
        journal.commit();
        assertThat(files).hasSize(2).first().matches(Segment::finished);
        drain.add(files.getLast());
        drain.drainNow();
        assertThat(store.entries).containsOnlyKeys("2");
        assertThat(folder.resolve("damaged").resolve(files.getFirst().name())).exists();
    }

    @Test
    void aFileThatCannotBeReadHoldsUpNoOtherAndIsMovedWhenItCanBe() throws IOException {
        var readable = segment("b", "2");
        var later = segment("c", "1");
        var path = folder.resolve("a.journal");
        Files.createDirectory(path);
        var drain = drain(Segment.left(path, later.committed()), Segment.left(readable.path(), readable.committed()));
        assertThatThrownBy(drain::drainNow).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.JOURNAL_UNAVAILABLE);
            assertThat(refusal.in(Language.EN)).contains("Is a directory");
        });
        assertThat(store.entries).containsOnlyKeys("2");
        assertThat(readable.path()).doesNotExist();
        assertThat(store.steps).doesNotContain("interrupt");
        assertThat(drain.behind()).isPositive();
        Files.delete(path);
        Files.move(later.path(), path);
        drain.drainNow();
        assertThat(store.entries).containsOnlyKeys("1", "2");
    }

    @Test
    void aFileThatWasTakenAwayIsToldAndHoldsUpNoOther() throws IOException {
        var readable = segment("b", "2");
        var drain = drain(
                Segment.left(folder.resolve("a.journal"), 100), Segment.left(readable.path(), readable.committed()));
        drain.drainNow();
        assertThat(store.entries).containsOnlyKeys("2");
        assertThat(store.steps).contains("interrupt");
        assertThat(drain.damages()).extracting(Damage::file).containsExactly("a.journal");
        assertThat(drain.behind()).isZero();
        drain.drainNow();
        assertThat(drain.damages()).hasSize(1);
    }

    @Test
    void whatIsNotCommittedIsNotRead() throws IOException {
        var segment = segment("a", "1");
        Files.write(segment.path(), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        var drain = drain(segment);
        drain.drainNow();
        assertThat(store.entries).containsOnlyKeys("1");
        assertThat(drain.damages()).isEmpty();
    }

    @Test
    void aStoreThatFailsIsTriedAgain() throws Exception {
        var twice = new CountDownLatch(2);
        var failing = new FragileStore() {
            @Override
            public synchronized void move(List<Entry> more, String file, long position, TaskRunner where) {
                twice.countDown();
                if (twice.getCount() > 0) {
                    throw new IllegalStateException("the store failed");
                }
                super.move(more, file, position, where);
            }
        };
        var drain = new Drain(failing, folder.resolve("damaged"), "run", NOON);
        drain.add(segment("a", "1"));
        drain.start(Duration.ofMillis(1));
        assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
        drain.close();
        assertThat(failing.entries).containsOnlyKeys("1");
        assertThat(drain.failures()).isEqualTo(1);
    }

    @Test
    void theFirstTurnIsOrdinaryWorkAndThoseAfterItAreDoneInTheBackground() throws Exception {
        var watched = new WatchedStore();
        try (var drain = new Drain(watched, folder.resolve("damaged"), "run", NOON)) {
            drain.add(segment("a", "1"));
            drain.start(Duration.ofMillis(1));
            assertThat(watched.threads.poll(10, TimeUnit.SECONDS)).isEqualTo("ambo-drain");
            drain.add(segment("b", "2"));
            assertThat(watched.threads.poll(10, TimeUnit.SECONDS)).isEqualTo("ambo-drain-background");
        }
        assertThat(watched.entries).containsOnlyKeys("1", "2");
    }

    /** The backlog exists before the turn that moves it; the first turn ends with closing what earlier runs left. */
    @ParameterizedTest
    @CsvSource({"0, ambo-drain", "1, ambo-drain-background"})
    void whatWaitsIsMovedInTheBackgroundUntilItIsMuch(long more, String thread) throws Exception {
        var waiting = segment("a", "1", "2");
        var much = waiting.committed() - Segment.HEAD + more;
        var drain = new AtomicReference<Drain>();
        var watched = new WatchedStore() {
            @Override
            public int closeInterrupted(String currentRun, Instant at) {
                drain.get().add(waiting);
                return super.closeInterrupted(currentRun, at);
            }
        };
        try (var draining = new Drain(watched, folder.resolve("damaged"), "run", NOON, much)) {
            drain.set(draining);
            draining.start(Duration.ofMillis(1));
            assertThat(watched.threads.poll(10, TimeUnit.SECONDS)).isEqualTo(thread);
        }
        assertThat(watched.entries).containsOnlyKeys("1", "2");
    }

    private static boolean fails(Drain drain) {
        try {
            drain.drainNow();
            return false;
        } catch (IllegalStateException _) {
            return true;
        }
    }

    private Drain drain(Segment... segments) {
        var drain = new Drain(store, folder.resolve("damaged"), "run", NOON);
        for (var segment : segments) {
            drain.add(segment);
        }
        return drain;
    }

    private Segment segment(String name, String... ids) throws IOException {
        var segments = new ArrayList<Segment>();
        var journal = new FileJournal(
                () -> {
                    segments.add(Segment.create(folder.resolve(name + ".journal"), JournalFile::onDisk));
                    return segments.getLast();
                },
                1 << 20);
        for (var id : ids) {
            journal.append(SomeEntries.served(id, "run"));
            journal.commit();
        }
        return segments.getLast();
    }
}

package io.ambo.access;

import io.ambo.core.Clock;
import io.ambo.core.DataClass;
import io.ambo.core.KeyedHash;
import io.ambo.platform.Home;
import io.ambo.platform.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.Key;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The highest class that each named conversation has had: what was said in it once, its later turns may tell again in
 * words that no recogniser finds.
 *
 * <p>Of a conversation only a keyed hash (HMAC-SHA256) of the caller and its name is kept, so nothing can be read from the
 * file without the home's secret, and no caller sees another's. The {@value #MOST} conversations used last are kept, each
 * for {@value #DAYS} days after its last use. Asking and remembering touch memory alone; a thread of its own writes to the
 * file, so the end of the process loses at most what was said in its last moment.
 */
public final class ConversationClasses implements AutoCloseable {

    /** The most conversations that are remembered. */
    public static final int MOST = 100_000;

    /** How many days after its last use a conversation is remembered. */
    public static final int DAYS = 30;

    private static final System.Logger LOG = System.getLogger(ConversationClasses.class.getName());
    private static final int SECRET_BYTES = 32;
    private static final String LETTER = "L";
    private static final int RECORD = 24;
    private static final int SPARE = 10_000;

    /** The first half of a hash of 256 bits. */
    private record Name(long high, long low) {}

    private record Known(DataClass dataClass, int day) {}

    private final @Nullable Path file;
    private final Key key;
    private final Clock clock;
    private final int most;
    private final LinkedHashMap<Name, Known> known = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Name, Known> unwritten = new LinkedHashMap<>();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            Thread.ofPlatform().name("conversations").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    private long written;

    private ConversationClasses(@Nullable Path file, byte[] secret, Clock clock, int most) {
        this.file = file;
        this.key = KeyedHash.key(secret);
        this.clock = clock;
        this.most = most;
    }

    /** Remembers in memory alone. */
    public static ConversationClasses inMemory(byte[] secret, Clock clock) {
        return new ConversationClasses(null, secret, clock, MOST);
    }

    /**
     * Reads what an earlier run has remembered; records that are damaged or too old are left out.
     *
     * @throws IOException the file can be neither read nor written
     */
    public static ConversationClasses open(Home home, Clock clock) throws IOException {
        var secret = home.secret("conversations", SECRET_BYTES);
        return open(home.ledger().resolve("conversations"), secret, clock, MOST);
    }

    static ConversationClasses open(Path file, byte[] secret, Clock clock, int most) throws IOException {
        var classes = new ConversationClasses(file, secret, clock, most);
        classes.read(file);
        classes.rewrite(file);
        return classes;
    }

    /** The highest class of a caller's conversation so far; empty if it is not remembered. */
    public Optional<DataClass> of(String caller, String conversation) {
        var name = name(caller, conversation);
        synchronized (known) {
            return Optional.ofNullable(known.get(name))
                    .filter(it -> today() - it.day() <= DAYS)
                    .map(Known::dataClass);
        }
    }

    /** Remembers that a caller's conversation has had this class; a lower one than before changes nothing. */
    public void remember(String caller, String conversation, DataClass dataClass) {
        var name = name(caller, conversation);
        var today = today();
        synchronized (known) {
            var before = Optional.ofNullable(known.get(name)).filter(it -> today - it.day() <= DAYS);
            var highest = before.map(it -> it.dataClass().max(dataClass)).orElse(dataClass);
            var now = new Known(highest, today);
            if (highest == DataClass.L0 || before.filter(now::equals).isPresent()) {
                return;
            }
            known.put(name, now);
            forgetOldest();
            unwritten.put(name, now);
        }
        if (file != null) {
            writer.execute(this::write);
        }
    }

    private void forgetOldest() {
        var eldest = known.keySet().iterator();
        while (known.size() > most) {
            unwritten.remove(eldest.next());
            eldest.remove();
        }
    }

    private int today() {
        return (int) LocalDate.ofInstant(clock.now(), ZoneOffset.UTC).toEpochDay();
    }

    private Name name(String caller, String conversation) {
        var digest = ByteBuffer.wrap(KeyedHash.digest(KeyedHash.mac(key), caller, conversation));
        return new Name(digest.getLong(), digest.getLong());
    }

    private void read(Path from) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(from);
        } catch (NoSuchFileException _) {
            return;
        }
        var records = ByteBuffer.wrap(bytes);
        var oldest = today() - DAYS;
        synchronized (known) {
            while (records.remaining() >= RECORD) {
                var name = new Name(records.getLong(), records.getLong());
                var day = records.getInt();
                var dataClass = DataClass.of(LETTER + records.getInt());
                if (day >= oldest && dataClass.isPresent()) {
                    known.put(name, new Known(dataClass.get(), day));
                }
            }
            forgetOldest();
        }
    }

    /** Appends what is new; what cannot be written is tried again with the next. */
    private void write() {
        if (file == null) {
            return;
        }
        List<Map.Entry<Name, Known>> batch;
        synchronized (known) {
            batch = new ArrayList<>(unwritten.entrySet());
            unwritten.clear();
        }
        try {
            if (written > 2L * most + SPARE || Files.notExists(file)) {
                rewrite(file);
            } else {
                append(file, batch);
            }
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "conversations: what they hold could not be written: {0}",
                    e.toString());
            synchronized (known) {
                batch.forEach(it -> unwritten.putIfAbsent(it.getKey(), it.getValue()));
            }
        }
    }

    private void append(Path to, List<Map.Entry<Name, Known>> batch) throws IOException {
        try (var channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            var end = channel.size() / RECORD * RECORD;
            var bytes = records(batch);
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
        }
        written += batch.size();
    }

    private void rewrite(Path to) throws IOException {
        List<Map.Entry<Name, Known>> all;
        synchronized (known) {
            all = known.entrySet().stream()
                    .map(it -> Map.entry(it.getKey(), it.getValue()))
                    .toList();
        }
        PrivateFiles.replace(to, records(all).array());
        written = all.size();
    }

    private static ByteBuffer records(List<Map.Entry<Name, Known>> entries) {
        var bytes = ByteBuffer.allocate(entries.size() * RECORD);
        for (var entry : entries) {
            bytes.putLong(entry.getKey().high()).putLong(entry.getKey().low());
            bytes.putInt(entry.getValue().day()).putInt(number(entry.getValue().dataClass()));
        }
        return bytes.flip();
    }

    private static int number(DataClass dataClass) {
        return Integer.parseInt(dataClass.name().substring(LETTER.length()));
    }

    /** Writes what is left. */
    @Override
    public void close() {
        writer.close();
        write();
    }

    /** Tells no name. */
    @Override
    public String toString() {
        synchronized (known) {
            return known.size() + " conversations";
        }
    }
}

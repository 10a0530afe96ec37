package io.ambo.access;

import io.ambo.core.Caller;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.platform.Database;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The tables {@code access_key} and {@code access_mark}. Lists are stored one item per line. */
final class SqlKeys {

    private static final Table<Record> ACCESS_KEY = DSL.table(DSL.name("access_key"));
    private static final Field<String> ID = text("id");
    private static final Field<String> NAME = text("name");
    private static final Field<String> HASH = text("hash");
    private static final Field<String> MODELS = text("models");
    private static final Field<String> KINDS = text("kinds");
    private static final Field<String> POLICIES = text("policies");
    private static final Field<String> RIGHTS = text("rights");
    private static final Field<Long> CREATED_AT = number("created_at");
    private static final Field<Long> EXPIRES_AT = number("expires_at");
    private static final Field<Long> REVOKED_AT = number("revoked_at");
    private static final Field<Long> REQUESTS_PER_MINUTE = number("requests_per_minute");
    private static final Field<Long> TOKENS_PER_MINUTE = number("tokens_per_minute");
    private static final Field<Long> BUDGET_NANOS = number("budget_nanos");
    private static final Field<String> BUDGET_CURRENCY = text("budget_currency");
    private static final Field<String> BUDGET_PERIOD = text("budget_period");

    private static final Table<Record> ACCESS_MARK = DSL.table(DSL.name("access_mark"));
    private static final Field<Long> NUMBER = number("number");
    private static final Field<Long> NUMBER_BEFORE = DSL.field(DSL.name("access_mark", "number"), SQLDataType.BIGINT);
    private static final String KEYED = "keyed";
    private static final String CHANGES = "keys";

    /** A key and the hash of its secret. */
    record Stored(KeyHash hash, AccessKey key) {}

    private final Database database;

    SqlKeys(Database database) {
        this.database = database;
    }

    /** Stores a key, and permanently records that one was created. */
    void insert(AccessKey key, KeyHash hash) {
        database.write(sql -> {
            sql.insertInto(ACCESS_MARK)
                    .columns(NAME)
                    .values(KEYED)
                    .onConflictDoNothing()
                    .execute();
            countChange(sql);
            return insert(sql, key, hash);
        });
    }

    /** A number that grows with each change of a key by any server; reads one row. */
    long changes() {
        return database.read(sql -> sql.select(NUMBER)
                .from(ACCESS_MARK)
                .where(NAME.eq(CHANGES))
                .fetchOptional(NUMBER)
                .orElse(0L));
    }

    private static void countChange(DSLContext sql) {
        sql.insertInto(ACCESS_MARK)
                .columns(NAME, NUMBER)
                .values(CHANGES, 1L)
                .onConflict(NAME)
                .doUpdate()
                .set(NUMBER, NUMBER_BEFORE.plus(1L))
                .execute();
    }

    /** Oldest first. */
    List<AccessKey> list() {
        return database.read(
                sql -> sql.select().from(ACCESS_KEY).orderBy(CREATED_AT, ID).fetch(SqlKeys::key));
    }

    /** The key with an id, and all keys with a name. */
    List<Stored> called(String idOrName) {
        return database.read(sql -> sql.select()
                .from(ACCESS_KEY)
                .where(ID.eq(idOrName).or(NAME.eq(idOrName)))
                .orderBy(CREATED_AT, ID)
                .fetch(row -> new Stored(KeyHash.ofHex(row.get(HASH)), key(row))));
    }

    /** The key with an id, which must exist. */
    Stored stored(String id) {
        return called(id).stream()
                .filter(stored -> stored.key().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Revokes a key unless it is already revoked. */
    void revoke(String id, Instant at) {
        database.write(sql -> {
            countChange(sql);
            return sql.update(ACCESS_KEY)
                    .set(REVOKED_AT, micros(at))
                    .where(ID.eq(id).and(REVOKED_AT.isNull()))
                    .execute();
        });
    }

    /** Sets new limits. */
    void limit(String id, KeyLimits limits) {
        database.write(sql -> {
            countChange(sql);
            return sql.update(ACCESS_KEY).set(columns(limits)).where(ID.eq(id)).execute();
        });
    }

    /** All keys, in the form that the doorkeeper needs. */
    KeyRing ring() {
        return database.read(sql -> {
            var keys = new LinkedHashMap<KeyHash, AccessKey>();
            sql.select().from(ACCESS_KEY).forEach(row -> keys.put(KeyHash.ofHex(row.get(HASH)), key(row)));
            var keyed = !keys.isEmpty()
                    || sql.fetchExists(sql.selectOne().from(ACCESS_MARK).where(NAME.eq(KEYED)));
            return new KeyRing(keyed ? KeyRing.State.KEYED : KeyRing.State.KEYLESS, keys);
        });
    }

    private static int insert(DSLContext sql, AccessKey key, KeyHash hash) {
        var caller = key.caller();
        return sql.insertInto(ACCESS_KEY)
                .set(ID, key.id())
                .set(NAME, caller.name())
                .set(HASH, hash.hex())
                .set(MODELS, lines(caller.models(), Function.identity()))
                .set(KINDS, lines(caller.kinds(), DestinationKind::id))
                .set(POLICIES, lines(caller.policies(), Function.identity()))
                .set(RIGHTS, lines(caller.rights(), SqlKeys::id))
                .set(CREATED_AT, micros(key.createdAt()))
                .set(EXPIRES_AT, caller.expires().map(SqlKeys::micros).orElse(null))
                .set(REVOKED_AT, key.revokedAt().map(SqlKeys::micros).orElse(null))
                .set(columns(key.limits()))
                .execute();
    }

    private static Map<Field<?>, @Nullable Object> columns(KeyLimits limits) {
        var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
        columns.put(REQUESTS_PER_MINUTE, boxed(limits.requestsPerMinute()));
        columns.put(TOKENS_PER_MINUTE, boxed(limits.tokensPerMinute()));
        var budget = limits.budget();
        columns.put(BUDGET_NANOS, budget.map(it -> it.amount().nanos()).orElse(null));
        columns.put(BUDGET_CURRENCY, budget.map(it -> it.amount().currency()).orElse(null));
        columns.put(BUDGET_PERIOD, budget.map(it -> it.period().id()).orElse(null));
        return columns;
    }

    private static KeyLimits limits(Record row) {
        return new KeyLimits(
                unboxed(row.get(REQUESTS_PER_MINUTE)),
                unboxed(row.get(TOKENS_PER_MINUTE)),
                Optional.ofNullable(row.get(BUDGET_PERIOD))
                        .map(period -> new KeyBudget(
                                new Money(row.get(BUDGET_NANOS), row.get(BUDGET_CURRENCY)),
                                KeyBudget.Period.valueOf(period.toUpperCase(Locale.ROOT)))));
    }

    private static @Nullable Long boxed(OptionalLong limit) {
        return limit.isPresent() ? limit.getAsLong() : null;
    }

    private static OptionalLong unboxed(@Nullable Long limit) {
        return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    private static AccessKey key(Record row) {
        var caller = new Caller(
                row.get(ID),
                row.get(NAME),
                items(row.get(MODELS), Function.identity()),
                items(row.get(KINDS), kind -> DestinationKind.of(kind).orElseThrow()),
                items(row.get(POLICIES), Function.identity()),
                items(row.get(RIGHTS), right -> Caller.Right.valueOf(right.toUpperCase(Locale.ROOT))),
                Optional.ofNullable(row.get(EXPIRES_AT)).map(SqlKeys::instant));
        return new AccessKey(
                caller,
                instant(row.get(CREATED_AT)),
                Optional.ofNullable(row.get(REVOKED_AT)).map(SqlKeys::instant),
                limits(row));
    }

    private static <T> String lines(Set<T> items, Function<T, String> id) {
        return items.stream().map(id).sorted().collect(Collectors.joining("\n"));
    }

    private static <T> Set<T> items(String lines, Function<String, T> item) {
        return Arrays.stream(lines.split("\n"))
                .filter(line -> !line.isEmpty())
                .map(item)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String id(Caller.Right right) {
        return right.name().toLowerCase(Locale.ROOT);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }

    private static Field<Long> number(String name) {
        return DSL.field(DSL.name(name), SQLDataType.BIGINT);
    }
}

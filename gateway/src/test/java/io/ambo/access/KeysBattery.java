package io.ambo.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Caller;
import io.ambo.core.DestinationKind;
import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of keys that every database must pass. */
abstract class KeysBattery {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private Database database;
    private Keys keys;

    abstract DatabasePlace newDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = new Database(newDatabase());
        keys = new Keys(database, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void nobodyIsLetInBeforeTheKeysAreRead() {
        refused(null, Reason.NOT_READY);
        assertThat(keys.authenticator().keyless()).isFalse();
        assertThat(keys.authenticator().ready()).isFalse();
    }

    @Test
    void withoutAnyKeyEverEveryoneIsTheKeylessCaller() {
        keys.reload();
        assertThat(keys.authenticator().keyless()).isTrue();
        assertThat(keys.authenticator().admit(null)).isEqualTo(Caller.keyless());
        assertThat(keys.authenticator().admit("Bearer anything")).isEqualTo(Caller.keyless());
    }

    @Test
    void aKeyOpensAtOnceAndSaysWhoItsBearerIs() {
        keys.reload();
        var wish = new KeySpec(
                "claims",
                Set.of("acme/*", "quick"),
                Set.of(DestinationKind.EMBEDDED, DestinationKind.CLOSED),
                Set.of("strict"),
                Set.of(Caller.Right.READ),
                Optional.of(NOON.plusSeconds(60)));
        var created = keys.create(wish);
        var caller = keys.authenticator().admit("Bearer " + created.secret().reveal());
        assertThat(caller).isEqualTo(created.key().caller());
        assertThat(caller.name()).isEqualTo("claims");
        assertThat(caller.models()).isEqualTo(wish.models());
        assertThat(caller.kinds()).isEqualTo(wish.kinds());
        assertThat(caller.policies()).isEqualTo(wish.policies());
        assertThat(caller.rights()).isEqualTo(wish.rights());
        assertThat(caller.expires()).isEqualTo(wish.expires());
        assertThat(keys.list()).containsExactly(created.key());
    }

    @Test
    void keysAndIdsHaveTheirForm() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 200; i++) {
            assertThat(KeyText.newKey()).matches("ambo-[A-Za-z0-9_-]{43}").satisfies(seen::add);
            assertThat(KeyText.newId()).matches("key_[0-9a-z]{8}").satisfies(seen::add);
        }
        assertThat(seen).hasSize(400);
    }

    @Test
    void theStoreHoldsNoSecret() {
        var secret = keys.create(KeySpec.named("one")).secret().reveal();
        var rows = database.read(sql -> sql.fetch("select * from access_key").format(1000));
        assertThat(rows)
                .doesNotContain(secret.substring(5))
                .contains(KeyHash.of(secret).hex());
    }

    @Test
    void theSchemeIsReadInAnyCase() {
        keys.reload();
        var secret = keys.create(KeySpec.named("one")).secret().reveal();
        for (var header : new String[] {"bearer " + secret, "BEARER   " + secret, "Bearer " + secret + " "}) {
            assertThat(keys.authenticator().admit(header).name()).isEqualTo("one");
        }
    }

    @Test
    void whateverIsNoKeyIsRefusedWithoutRepeatingIt() {
        keys.reload();
        var secret = keys.create(KeySpec.named("one")).secret().reveal();
        refused(null, Reason.MISSING_KEY);
        refused("  ", Reason.MISSING_KEY);
        refused("Basic dXNlcjpwYXNz", Reason.WRONG_KEY);
        refused("Bearer", Reason.WRONG_KEY);
        refused("Bearer " + secret + " " + secret, Reason.WRONG_KEY);
        refused("Bearer sk-1234567890abcdef", Reason.WRONG_KEY);
        refused("Bearer " + secret.substring(0, secret.length() - 1), Reason.WRONG_KEY);
        refused("Bearer " + secret + "x", Reason.WRONG_KEY);
        refused(secret, Reason.WRONG_KEY);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceAndDoesNotBringKeylessBack() {
        keys.reload();
        var created = keys.create(KeySpec.named("one"));
        var revoked = keys.revoke("one");
        assertThat(revoked.revokedAt()).contains(NOON);
        assertThat(revoked.opensAt(NOON)).isFalse();
        refused("Bearer " + created.secret().reveal(), Reason.REVOKED_KEY);
        refused(null, Reason.MISSING_KEY);
        assertThat(keys.authenticator().keyless()).isFalse();
        clock.advance(Duration.ofHours(1));
        assertThat(keys.revoke(created.key().id()).revokedAt()).contains(NOON);
    }

    @Test
    void aKeyExpiresAtItsMoment() {
        keys.reload();
        var created = keys.create(new KeySpec(
                "one",
                Set.of(),
                Set.of(DestinationKind.EMBEDDED),
                Set.of(),
                Set.of(),
                Optional.of(NOON.plusSeconds(60))));
        clock.advance(Duration.ofMillis(59_999));
        assertThat(keys.authenticator().admit("Bearer " + created.secret().reveal()))
                .isNotNull();
        clock.advance(Duration.ofMillis(1));
        refused("Bearer " + created.secret().reveal(), Reason.EXPIRED_KEY);
    }

    @Test
    void limitsAreKeptAndChangedOneByOne() {
        var limits = new KeyLimits(
                OptionalLong.of(60), OptionalLong.of(100_000), Optional.of(KeyBudget.of("0.000000001CNY/month")));
        var created = keys.create(KeySpec.named("one").limited(limits));
        assertThat(created.key().limits()).isEqualTo(limits);
        assertThat(keys.list()).containsExactly(created.key());
        keys.create(KeySpec.named("two"));
        var changed = keys.limit("one", now -> now.requestsPerMinute(OptionalLong.empty()));
        assertThat(changed.limits()).isEqualTo(limits.requestsPerMinute(OptionalLong.empty()));
        assertThat(keys.limit(created.key().id(), now -> KeyLimits.NONE).limits())
                .isEqualTo(KeyLimits.NONE);
        assertThat(keys.list().getLast().limits()).isEqualTo(KeyLimits.NONE);
        assertThatThrownBy(() -> keys.limit("three", now -> now)).isInstanceOf(Refusal.class);
    }

    @Test
    void limitsHoldAtOnceAndAfterARestart() {
        var limits = KeyLimits.NONE.requestsPerMinute(OptionalLong.of(1));
        var id = keys.create(KeySpec.named("one").limited(limits)).key().id();
        assertThat(keys.limiter().admit(id).refusal()).isEmpty();
        assertThat(keys.limiter().admit(id).refusal()).isPresent();
        var restarted = new Keys(database, clock);
        restarted.reload();
        assertThat(restarted.limiter().admit(id).refusal()).isEmpty();
        assertThat(restarted.limiter().admit(id).refusal()).isPresent();
    }

    @Test
    void addingAKeyReadsNoOther() {
        keys.reload();
        var elsewhere = new Keys(database, clock).create(KeySpec.named("elsewhere"));
        keys.create(KeySpec.named("one"));
        refused("Bearer " + elsewhere.secret().reveal(), Reason.WRONG_KEY);
        keys.revoke("one");
        refused("Bearer " + elsewhere.secret().reveal(), Reason.WRONG_KEY);
        keys.reload();
        assertThat(keys.authenticator()
                        .admit("Bearer " + elsewhere.secret().reveal())
                        .name())
                .isEqualTo("elsewhere");
    }

    @Test
    void whatIsCreatedAndRevokedWhileTheStoreIsReadStaysSo() throws Exception {
        keys.reload();
        Callable<List<Keys.Created>> creating = () -> {
            var created = new ArrayList<Keys.Created>();
            for (var i = 0; i < 20; i++) {
                created.add(keys.create(
                        KeySpec.named("key" + i + Thread.currentThread().threadId())));
                if (i % 2 == 1) {
                    keys.revoke(created.get(i).key().id());
                }
            }
            return created;
        };
        Callable<List<Keys.Created>> reading = () -> {
            for (var i = 0; i < 40; i++) {
                keys.reload();
            }
            return List.of();
        };
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var done : threads.invokeAll(List.of(creating, reading, creating))) {
                for (var i = 0; i < done.get().size(); i++) {
                    var header = "Bearer " + done.get().get(i).secret().reveal();
                    if (i % 2 == 1) {
                        refused(header, Reason.REVOKED_KEY);
                    } else {
                        assertThat(keys.authenticator().admit(header).name()).startsWith("key");
                    }
                }
            }
        }
    }

    @Test
    void aKeyThatIsCreatedBeforeTheOthersAreReadOpensOnlyThen() {
        var created = keys.create(KeySpec.named("one"));
        refused("Bearer " + created.secret().reveal(), Reason.NOT_READY);
        keys.reload();
        assertThat(keys.authenticator()
                        .admit("Bearer " + created.secret().reveal())
                        .name())
                .isEqualTo("one");
    }

    @Test
    void evenDeletedRowsDoNotBringKeylessBack() {
        keys.create(KeySpec.named("one"));
        database.write(sql -> sql.deleteFrom(DSL.table("access_key")).execute());
        var restarted = new Keys(database, clock);
        restarted.reload();
        assertThat(restarted.authenticator().keyless()).isFalse();
        assertThatThrownBy(() -> restarted.authenticator().admit(null)).isInstanceOf(Refusal.class);
    }

    @Test
    void tablesThatAreLostUnderARunningServerOpenNoDoorAndCloseNone() {
        keys.reload();
        var bearer = "Bearer " + keys.create(KeySpec.named("one")).secret().reveal();
        database.write(sql -> sql.deleteFrom(DSL.table("access_key")).execute()
                + sql.deleteFrom(DSL.table("access_mark")).execute());
        keys.reload();
        assertThat(keys.authenticator().keyless()).isFalse();
        refused(null, Reason.MISSING_KEY);
        assertThat(keys.authenticator().admit(bearer).name()).isEqualTo("one");
    }

    @Test
    void aNameThatAnOpenKeyHasIsRefusedAndFreeAgainWhenThatIsRevoked() {
        var first = keys.create(KeySpec.named("one")).key();
        assertThatThrownBy(() -> keys.create(KeySpec.named("one")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(first.id());
        assertThatThrownBy(() -> keys.revoke("two")).isInstanceOf(Refusal.class);
        keys.revoke("one");
        var second = keys.create(KeySpec.named("one")).key();
        assertThat(keys.revoke("one").id()).isEqualTo(second.id());
        assertThatThrownBy(() -> keys.revoke("one")).isInstanceOf(Refusal.class);
    }

    @Test
    void aChangeByAnotherServerIsSeenByReadingOneRowAndNothingIsReadWithoutOne() {
        keys.reload();
        var other = new Keys(database, clock);
        var created = other.create(KeySpec.named("elsewhere"));
        var bearer = "Bearer " + created.secret().reveal();
        keys.reloadChanged();
        assertThat(keys.authenticator().admit(bearer).name()).isEqualTo("elsewhere");
        other.limit("elsewhere", limits -> limits.requestsPerMinute(OptionalLong.of(1)));
        keys.reloadChanged();
        assertThat(keys.limiter().admit(created.key().id()).limits().requestsPerMinute())
                .hasValue(1);
        other.revoke("elsewhere");
        keys.reloadChanged();
        refused(bearer, Reason.REVOKED_KEY);
        database.write(sql -> sql.deleteFrom(DSL.table("access_key")).execute());
        keys.reloadChanged();
        refused(bearer, Reason.REVOKED_KEY);
    }

    @Test
    void wishesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> KeySpec.named("  ")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> KeySpec.named("a\nb")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> KeySpec.named("a".repeat(65))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new KeySpec("a", Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty()))
                .isInstanceOf(Refusal.class);
        var past = new KeySpec("a", Set.of(), Set.of(DestinationKind.CLOSED), Set.of(), Set.of(), Optional.of(NOON));
        assertThatThrownBy(() -> keys.create(past)).isInstanceOf(Refusal.class);
        assertThat(keys.list()).isEmpty();
    }

    private void refused(@Nullable String header, Reason reason) {
        assertThatThrownBy(() -> keys.authenticator().admit(header)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            for (var language : Language.values()) {
                assertThat(refusal.in(language)).doesNotContain("?");
                if (header != null && header.length() > 12) {
                    assertThat(refusal.in(language)).doesNotContain(header.substring(header.length() - 8));
                }
            }
        });
    }
}

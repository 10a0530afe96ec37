package io.ambo;

import io.ambo.access.Keys;
import io.ambo.api.ApiHandler;
import io.ambo.api.ApiReply;
import io.ambo.api.HealthApi;
import io.ambo.api.KeysApi;
import io.ambo.api.LedgerApi;
import io.ambo.api.MaskApi;
import io.ambo.api.ModelsApi;
import io.ambo.api.PreviewApi;
import io.ambo.api.ReloadApi;
import io.ambo.api.StatusApi;
import io.ambo.api.SumsApi;
import io.ambo.catalog.Policy.JournalFailure;
import io.ambo.core.Clock;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.ledger.Entries;
import io.ambo.pipeline.Preview;
import io.ambo.pipeline.Snapshot;
import io.ambo.platform.DatabaseFailure;
import io.ambo.platform.Home;
import io.ambo.platform.Telemetry;
import io.ambo.privacy.Deidentifier;
import io.ambo.privacy.Masking;
import io.ambo.server.Routes;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** The handlers of a house, each made of the parts that it asks. */
record ApiOfHouse(
        Home home,
        Supplier<Snapshot> snapshot,
        Supplier<Snapshot> reload,
        StatusApi.House status,
        Function<String, Optional<ModelsApi.Standing>> standings,
        Keys keys,
        Entries entries,
        BooleanSupplier writable,
        Preview preview,
        Deidentifier deidentifier,
        Telemetry telemetry,
        Clock clock) {

    Routes.Handlers handlers() {
        var models = new ModelsApi(snapshot, standings);
        var health = new HealthApi(() -> keys.doorkeeper().ready(), () -> writable.getAsBoolean() || unrecorded());
        var ledger = new LedgerApi(() -> entries, home);
        var keysApi = new KeysApi(keys, clock);
        var mask = new MaskApi(this::masking, () -> snapshot.get().catalog());
        return new Routes.Handlers(
                models::list,
                models::one,
                health::alive,
                health::ready,
                request -> new ApiReply(200, Telemetry.MEDIA_TYPE, telemetry.text()),
                new StatusApi(status, clock)::status,
                guarded(ledger::list),
                guarded(ledger::one),
                guarded(new SumsApi(() -> entries, clock)::sums),
                new PreviewApi(
                        preview,
                        () -> snapshot.get().catalog(),
                        () -> keys.doorkeeper().keyless())::preview,
                mask::mask,
                guarded(keysApi::list),
                guarded(keysApi::create),
                guarded(keysApi::limit),
                guarded(keysApi::revoke),
                new ReloadApi(() -> reload.get().version())::reload);
    }

    /** Whether the policy serves what cannot be put on record. */
    private boolean unrecorded() {
        return snapshot.get().catalog().defaultPolicy().onJournalFailure() == JournalFailure.SERVE;
    }

    private Masking masking() {
        var now = snapshot.get();
        return Masking.of(now.rules(now.catalog().defaultPolicy().name()).scanner(), deidentifier);
    }

    /** A database that does not answer is no bug of ours, and may answer again. */
    private static ApiHandler guarded(ApiHandler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (DatabaseFailure failure) {
                throw Refusal.of(Reason.NOT_READY, failure.message()).retryAfter(5);
            }
        };
    }
}

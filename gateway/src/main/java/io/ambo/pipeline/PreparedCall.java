package io.ambo.pipeline;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy.JournalFailure;
import io.ambo.catalog.Provider;
import io.ambo.catalog.Treatment;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.format.Prepared;
import io.ambo.format.Target;
import io.ambo.format.WireFormat;
import io.ambo.format.WireFormats;
import io.ambo.privacy.Deidentified;
import io.ambo.privacy.Deidentifier;
import io.ambo.privacy.Findings;
import io.ambo.privacy.PlaceholderScope;
import io.ambo.provider.Outbound;
import io.ambo.routing.Decision.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A request made ready for one destination.
 *
 * @param belowFloor whether the destination does not meet what the alias asks for
 * @param changed paths of what the caller sent and the destination does not get, or gets otherwise
 * @param deidentified what was replaced, when anything had to be
 */
record PreparedCall(
        Outbound outbound,
        Destination destination,
        Treatment treatment,
        WireFormat format,
        boolean belowFloor,
        List<String> changed,
        Optional<Deidentified> deidentified) {

    /** Prepares it; it is given up as soon as it is unwanted. */
    static PreparedCall prepare(
            Examined examined, Candidate candidate, Deidentifier deidentifier, BooleanSupplier unwanted) {
        return new Preparation(examined, candidate, deidentifier, unwanted).prepared();
    }

    /** One preparation: the body for the destination's format, scanned as it will be sent, then gathered. */
    private static final class Preparation {

        private final Examined examined;
        private final Candidate candidate;
        private final Destination destination;
        private final Treatment treatment;
        private final Deidentifier deidentifier;
        private final Provider provider;
        private final WireFormat format;
        private final BooleanSupplier unwanted;

        Preparation(Examined examined, Candidate candidate, Deidentifier deidentifier, BooleanSupplier unwanted) {
            this.examined = examined;
            this.unwanted = unwanted;
            this.candidate = candidate;
            this.destination = candidate.destination();
            this.treatment = candidate.treatment();
            this.deidentifier = deidentifier;
            this.provider = examined.context().snapshot().provider(destination);
            this.format = WireFormats.of(provider.dialect()).orElseThrow();
        }

        PreparedCall prepared() {
            var prepared = format.prepare(examined.request(), target());
            return switch (destination.kind()) {
                case CLOSED -> closed(prepared);
                case PRIVATE -> inHouse(prepared, Outbound.Private::new);
                case EMBEDDED -> inHouse(prepared, Outbound.Embedded::new);
            };
        }

        private interface InHouse {
            Outbound make(Outbound.Delivery way, byte[] body);
        }

        private PreparedCall closed(Prepared prepared) {
            var body = deidentified(prepared);
            return prepared(prepared, new Outbound.Closed(way(prepared), body), Optional.of(body));
        }

        private PreparedCall inHouse(Prepared prepared, InHouse make) {
            if (treatment == Treatment.DE_IDENTIFY) {
                var body = deidentified(prepared);
                return prepared(prepared, make.make(way(prepared), body.bytes()), Optional.of(body));
            }
            var bytes = prepared.edits().applyTo(prepared.body().bytes());
            return prepared(prepared, make.make(way(prepared), bytes), Optional.empty());
        }

        private PreparedCall prepared(Prepared prepared, Outbound outbound, Optional<Deidentified> deidentified) {
            return new PreparedCall(
                    outbound, destination, treatment, format, candidate.belowFloor(), changed(prepared), deidentified);
        }

        private List<String> changed(Prepared prepared) {
            if (!examined.context().betas().changedFor(format)) {
                return prepared.dropped();
            }
            var changed = new ArrayList<>(prepared.dropped());
            changed.add(BetaFeatures.HEADER);
            return changed;
        }

        private Deidentified deidentified(Prepared prepared) {
            var findings = prepared.asArrived() ? examined.findings() : rescanned(prepared);
            return treatment == Treatment.DE_IDENTIFY
                    ? deidentifier.deidentify(prepared.body(), findings, conversation(), prepared.edits())
                    : deidentifier.clear(prepared.body(), findings, prepared.edits());
        }

        /**
         * A translated body is scanned again as it will be sent; its class must not be higher than that of the request.
         */
        private Findings rescanned(Prepared prepared) {
            var scanner = examined.rules().scanner();
            var scanned = scanner.scan(prepared.body(), unwanted);
            var findings = examined.findings().isNamed() ? scanner.withNames(scanned, unwanted) : scanned;
            if (!examined.dataClass().atLeast(findings.dataClass())) {
                throw Refusal.of(Reason.NO_ALLOWED_MODEL, "request.class-rose", destination.id());
            }
            return findings;
        }

        private PlaceholderScope conversation() {
            var caller = examined.context().caller().id();
            return examined.context()
                    .conversation()
                    .map(id -> deidentifier.scope(caller, id))
                    .orElseGet(
                            () -> deidentifier.scope(caller, examined.request().body()));
        }

        private Outbound.Delivery way(Prepared prepared) {
            var reach = examined.context()
                    .snapshot()
                    .endpoints()
                    .of(provider, destination)
                    .orElseThrow(() -> Refusal.of(Reason.NOT_READY, "request.provider-not-ready", provider.id())
                            .retryAfter(2));
            var evenUnrecorded = examined.rules().policy().onJournalFailure() == JournalFailure.SERVE;
            var stream = examined.request().stream();
            var betas = examined.context().betas().headers(format);
            var hops = examined.context().hops();
            return new Outbound.Delivery(
                    provider, destination, format, prepared.path(), reach, stream, evenUnrecorded, betas, hops);
        }

        private Target target() {
            var quirks = provider.quirks();
            var drop = new HashSet<>(quirks.drop());
            drop.addAll(candidate.drop());
            return new Target(
                    destination.upstreamName(),
                    quirks.includeUsage(),
                    quirks.namedTool(),
                    quirks.structuredOutput(),
                    quirks.allow(),
                    drop,
                    quirks.rename(),
                    destination.maxOutput());
        }
    }
}

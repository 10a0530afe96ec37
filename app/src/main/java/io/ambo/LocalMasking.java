package io.ambo;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.NameRules.Tier;
import io.ambo.catalog.Policy;
import io.ambo.config.RosterReading;
import io.ambo.config.Settings;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.documents.MaskingPlan;
import io.ambo.platform.Home;
import io.ambo.privacy.Deidentifier;
import io.ambo.privacy.Masking;
import io.ambo.privacy.Scanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Masking by the rules and the secret of a home, in this process. */
final class LocalMasking {

    private static final int SECRET_BYTES = 32;

    private LocalMasking() {}

    /** The policy of those who name none. */
    static Policy usual(Catalog catalog, Settings settings) {
        return catalog.policy(settings.policy()).orElseGet(catalog::defaultPolicy);
    }

    /** Masking by a policy that is in the catalogue. */
    static Masking of(Home home, Catalog catalog, Policy policy) {
        requireTagger(policy);
        var scanner = Scanner.of(catalog.recognisers(), policy, InstalledTaggers.ALL, RosterReading.read(home.root()));
        return Masking.of(scanner, deidentifier(home));
    }

    /** What decides about values in files: no time limit, since no caller waits. */
    static MaskingPlan.Rules forFiles(Home home, Optional<String> name) {
        var settings = Settings.read(home.root());
        var catalog = Configuration.catalog(home, settings, List.of());
        var policy = name.map(it -> named(catalog, it)).orElseGet(() -> usual(catalog, settings));
        requireTagger(policy);
        var roster = RosterReading.read(home.root());
        var scanner = Scanner.patient(catalog.recognisers(), policy, InstalledTaggers.ALL, roster);
        return new MaskingPlan.Rules(
                Masking.of(scanner, deidentifier(home)),
                policy.name(),
                catalog.version(),
                MaskingPlan.Rules.hash(roster),
                "Ambo " + Version.text());
    }

    /** Without the tagger that it asks for, names would stay, and nobody would know. */
    private static void requireTagger(Policy policy) {
        if (policy.names().tagger() == Tier.ACCURATE
                && InstalledTaggers.ALL.of(Tier.ACCURATE).isEmpty()) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "startup.no-accurate-tagger", policy.name())
                    .hint("startup.no-accurate-tagger.hint");
        }
    }

    private static Policy named(Catalog catalog, String name) {
        return catalog.policy(name)
                .orElseThrow(() -> Refusal.of(Reason.BAD_COMMAND, "api.mask.policy", catalog.policyNames()));
    }

    static Deidentifier deidentifier(Home home) {
        try {
            return Deidentifier.of(home.secret("pseudonyms", SECRET_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

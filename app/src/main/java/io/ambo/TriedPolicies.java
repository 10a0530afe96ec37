package io.ambo;

import io.ambo.api.TrialApi;
import io.ambo.catalog.Catalog;
import io.ambo.config.CatalogReader.TriedPolicy;
import io.ambo.config.Settings;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Policies to be tried: those of a catalogue, and such as somebody sends. */
record TriedPolicies(Supplier<Catalog> catalog, Home home, List<Path> overlays, Settings settings)
        implements TrialApi.Policies {

    private static final String PLACE = "policy";

    /** Those of a running server. */
    static TriedPolicies of(Supplier<Catalog> catalog, AmboServer.Plan plan) {
        return new TriedPolicies(catalog, plan.home(), plan.overlays(), plan.settings());
    }

    @Override
    public TriedPolicy named(String name) {
        var now = catalog.get();
        var policy = now.policy(name).orElseThrow(() -> unknown(now));
        return new TriedPolicy(now, policy);
    }

    private static Refusal unknown(Catalog catalog) {
        return Refusal.of(Reason.INVALID_MEMBER, "api.mask.policy", catalog.policyNames())
                .at("policy");
    }

    @Override
    public TriedPolicy read(String document) {
        return Configuration.reader()
                .tryPolicy(home.root(), overlays, settings, PLACE, document.getBytes(StandardCharsets.UTF_8));
    }
}

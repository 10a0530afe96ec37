package io.ambo;

import io.ambo.access.ConversationClasses;
import io.ambo.access.KeyLimiter;
import io.ambo.api.TextTrial;
import io.ambo.config.CatalogReader.TriedPolicy;
import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.Health;
import io.ambo.pipeline.Preview;
import io.ambo.pipeline.SealedIssuers;
import io.ambo.pipeline.Snapshot;
import io.ambo.platform.Home;
import io.ambo.provider.Endpoint;
import io.ambo.provider.EndpointSupplier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tries a policy on texts, in this process; as if every engine of the home were ready. */
final class LocalTextTrial {

    private static final EndpointSupplier ENGINE =
            EndpointSupplier.at(Endpoint.of(URI.create("http://127.0.0.1/v1"), Optional.empty()));

    private LocalTextTrial() {}

    /** What the policy would do to these requests, each with its name. */
    static String of(Home home, Function<TriedPolicies, TriedPolicy> policy, Stream<Request> requests) {
        var settings = Settings.read(home.root());
        var configuration = new Configuration(home, settings, List.of(), _ -> Optional.of(ENGINE));
        var now = configuration.now();
        var tried = policy.apply(new TriedPolicies(now::catalog, home, List.of(), settings));
        var then = configuration.snapshot(tried.catalog(), tried.policy().name());
        var trial = new TextTrial(
                preview(home, now),
                preview(home, then),
                tried.catalog(),
                tried.policy().name());
        requests.forEach(request -> trial.add(request.id(), request.body().getBytes(StandardCharsets.UTF_8)));
        return trial.toJson();
    }

    /** A request in OpenAI's chat format. */
    record Request(String id, String body) {}

    private static Preview preview(Home home, Snapshot snapshot) {
        return new Preview(
                () -> snapshot,
                () -> Health.GOOD,
                new KeyLimiter(Clock.system()),
                LocalMasking.deidentifier(home),
                ConversationClasses.inMemory(new byte[16], Clock.system()),
                new SealedIssuers(),
                Clock.system());
    }
}

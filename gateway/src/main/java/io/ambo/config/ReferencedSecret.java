package io.ambo.config;

import io.ambo.catalog.SecretReference;
import io.ambo.platform.Secret;
import io.ambo.platform.Secrets;
import java.util.Optional;

/** Resolves a {@link SecretReference}. */
public final class ReferencedSecret {

    private ReferencedSecret() {}

    /**
     * The secret itself; empty if its variable is not set or its file is missing.
     *
     * @throws io.ambo.core.Refusal if it exists but cannot be used
     */
    public static Optional<Secret> find(SecretReference reference, Secrets secrets) {
        return switch (reference) {
            case SecretReference.Environment(var variable) ->
                secrets.hasEnvironment(variable) ? Optional.of(secrets.environment(variable)) : Optional.empty();
            case SecretReference.File(var path) ->
                secrets.hasFile(path) ? Optional.of(secrets.file(path)) : Optional.empty();
        };
    }
}

package io.ambo.config;

import io.ambo.catalog.SecretReference;
import io.ambo.platform.Secret;
import io.ambo.platform.Secrets;

/** Reads the secret that a {@link SecretReference} names. */
public final class ReferencedSecret {

    private ReferencedSecret() {}

    /**
     * The secret itself.
     *
     * @throws io.ambo.core.Refusal it is missing or empty
     */
    public static Secret read(SecretReference reference, Secrets secrets) {
        return switch (reference) {
            case SecretReference.Environment environment -> secrets.environment(environment.variable());
            case SecretReference.File file -> secrets.file(file.path());
        };
    }
}

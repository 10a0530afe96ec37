package io.ambo.catalog;

/** Where a secret is stored. It never contains the secret, so it may be displayed, stored and compared. */
public sealed interface SecretReference {

    /** An environment variable: {@code ${env:NAME}}. */
    record Environment(String variable) implements SecretReference {
        @Override
        public String toString() {
            return "${env:" + variable + "}";
        }
    }

    /** A file; a relative path is in the secrets folder of Ambo's home: {@code ${file:NAME}}. */
    record File(String path) implements SecretReference {
        @Override
        public String toString() {
            return "${file:" + path + "}";
        }
    }
}

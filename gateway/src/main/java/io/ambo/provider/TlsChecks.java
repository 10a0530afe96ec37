package io.ambo.provider;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says which check of a TLS handshake failed. */
final class TlsChecks {

    private TlsChecks() {}

    static CallFailure failed(@Nullable Throwable thrown) {
        var failure = CallFailure.TLS_FAILED;
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return CallFailure.TLS_EXPIRED;
            }
            if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                failure = CallFailure.TLS_UNKNOWN_ISSUER;
            } else if (cause.getClass() == CertificateException.class) {
                failure = CallFailure.TLS_WRONG_NAME;
            } else if (failure == CallFailure.TLS_FAILED && ofProtocol(cause)) {
                failure = CallFailure.TLS_PROTOCOL;
            }
        }
        return failure;
    }

    private static boolean ofProtocol(Throwable cause) {
        return cause instanceof NotSslRecordException
                || cause instanceof SSLException
                        && cause.getCause() == null
                        && String.valueOf(cause.getMessage()).matches("(?i).*(protocol|handshake_failure|cipher).*");
    }
}

package io.ambo.config;

import io.ambo.core.DestinationKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for a provider's address: no user, no query. Plain http is allowed only on this machine and, for private
 * servers, on private networks (RFC 1918, RFC 4193, RFC 6598) and for names without a public suffix, where others
 * cannot listen.
 */
final class BaseUrl {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[(::1|0:0:0:0:0:0:0:1)]");
    private static final Pattern PRIVATE_ADDRESS =
            Pattern.compile("10\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|192\\.168\\.\\d{1,3}\\.\\d{1,3}"
                    + "|172\\.(1[6-9]|2\\d|3[01])\\.\\d{1,3}\\.\\d{1,3}"
                    + "|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\.\\d{1,3}\\.\\d{1,3}|\\[f[cd][0-9a-f:]+]");
    private static final Pattern PRIVATE_NAME = Pattern.compile(
            "[a-z0-9-]*[a-z-][a-z0-9-]*|.+\\.(local|internal|lan|home\\.arpa|svc|svc\\.cluster\\.local)");

    private BaseUrl() {}

    static Optional<URI> read(Section section, DestinationKind kind) {
        var written = section.text("base-url");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var url = parse(written);
        if (url.isEmpty()) {
            section.mistake("base-url", "config.base-url");
            return url;
        }
        if (url.get().getRawUserInfo() != null
                || url.get().getRawQuery() != null
                || url.get().getRawFragment() != null) {
            section.mistake("base-url", "config.base-url-parts");
        } else if (url.get().getScheme().equals("http") && !plainIsFine(host(url.get()), kind)) {
            section.mistake("base-url", "config.base-url-plain." + kind.id());
        }
        return url;
    }

    private static Optional<URI> parse(String written) {
        try {
            var url = new URI(written);
            var scheme = url.getScheme();
            var web = "https".equals(scheme) || "http".equals(scheme);
            return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean plainIsFine(String host, DestinationKind kind) {
        return loopback(host)
                || kind == DestinationKind.PRIVATE
                        && (PRIVATE_ADDRESS.matcher(host).matches()
                                || PRIVATE_NAME.matcher(host).matches());
    }

    static boolean loopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    static String host(URI url) {
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    /** Returns whether an address has the same host as another one or a subdomain of it. */
    static boolean below(URI one, URI other) {
        return host(one).equals(host(other)) || host(one).endsWith("." + host(other));
    }
}

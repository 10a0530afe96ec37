package io.ambo.engine.weights;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a hub for a file from some byte on and follows where it leads, leap by leap: never to an unencrypted address of
 * another machine, never with the token elsewhere.
 *
 * @param silence how long nothing may come before the line counts as cut
 */
record HubLine(URI hub, Optional<HubToken> token, Duration silence, ProxyChoice proxies) {
    private static final int MOST_LEAPS = 5;

    /** An open answer whose head was read. */
    HttpURLConnection ask(URI address, long from, @Nullable String mark) throws IOException, WeightsException {
        URI target = address;
        for (int leap = 0; leap <= MOST_LEAPS; leap++) {
            requireSafe(target);
            HttpURLConnection connection = open(target, from, mark);
            int status = connection.getResponseCode();
            String led = connection.getHeaderField("Location");
            if (status < 300 || status >= 400 || led == null) {
                return connection;
            }
            connection.disconnect();
            target = next(target, led);
        }
        throw new WeightsException(new WeightsFailure.Led(host(address), host(target)));
    }

    private HttpURLConnection open(URI target, long from, @Nullable String mark) throws IOException, WeightsException {
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection(proxies.to(target));
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) silence.toMillis());
        connection.setReadTimeout((int) silence.toMillis());
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("User-Agent", "ambo");
        token.flatMap(it -> it.authorisation(hub, target))
                .ifPresent(value -> connection.setRequestProperty("Authorization", value));
        if (from > 0) {
            connection.setRequestProperty("Range", "bytes=" + from + "-");
            if (mark != null) {
                connection.setRequestProperty("If-Range", mark);
            }
        }
        return connection;
    }

    private URI next(URI target, String led) throws WeightsException {
        try {
            return target.resolve(led);
        } catch (IllegalArgumentException e) {
            throw new WeightsException(new WeightsFailure.Led(host(target), "?"));
        }
    }

    private void requireSafe(URI target) throws WeightsException {
        if (!SecureTransport.orHere(target)) {
            throw new WeightsException(new WeightsFailure.Led(host(hub), host(target)));
        }
    }

    /** Addresses themselves may carry signatures, so that only the host is told. */
    static String host(URI address) {
        return address.getScheme() + "://" + address.getHost();
    }
}

package io.ambo.server;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.pipeline.RequestHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses heads that no honest client sends: what two parsers could read differently, and what a web page of another
 * site could make a browser send.
 */
final class HeadGuard {

    /** What proxies add, besides a {@code via} of theirs and all that begins with {@code x-forwarded}. */
    private static final Set<String> FORWARDED = Set.of(
            "forwarded",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-host",
            "x-original-url",
            "x-original-forwarded-for",
            "x-envoy-external-address",
            "x-azure-clientip",
            "cf-connecting-ip",
            "cf-connecting-ipv6",
            "true-client-ip",
            "fastly-client-ip",
            "cdn-loop");

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

    /** Headers that must not occur twice, because two parsers could believe different ones. */
    private static final List<AsciiString> SINGLE = List.of(
            HttpHeaderNames.AUTHORIZATION,
            CallerKey.BARE.getFirst(),
            CallerKey.BARE.getLast(),
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_ENCODING,
            HttpHeaderNames.ORIGIN,
            AsciiString.cached("sec-fetch-site"));

    /** The checks for every request; the connection is closed after a refusal. */
    void check(HttpRequest request) {
        var headers = request.headers();
        var hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1 || !isHost(hosts.getFirst())) {
            throw suspicious("server.host-headers");
        }
        var transfer = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (transfer.size() > 1 || transfer.size() == 1 && !transfer.getFirst().equalsIgnoreCase("chunked")) {
            throw suspicious("server.transfer-encoding");
        }
        for (var name : SINGLE) {
            if (isDoubled(headers, name)) {
                throw Refusal.of(Reason.SUSPICIOUS_REQUEST, "server.doubled-header", name.toString());
            }
        }
        if (headers.contains(HttpHeaderNames.CONTENT_ENCODING)
                && !headers.get(HttpHeaderNames.CONTENT_ENCODING).equalsIgnoreCase("identity")) {
            throw Refusal.of(Reason.WRONG_CONTENT_TYPE, "server.content-encoding");
        }
    }

    private static boolean isDoubled(HttpHeaders headers, AsciiString name) {
        var values = headers.valueCharSequenceIterator(name);
        if (values.hasNext()) {
            values.next();
        }
        return values.hasNext();
    }

    /** A name or an address, with or without a port, by its characters (RFC 9110 section 7.2, RFC 3986 section 3.2). */
    private static boolean isHost(String host) {
        for (var i = 0; i < host.length(); i++) {
            var c = host.charAt(i);
            var letterOrDigit = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c >= '0' && c <= '9';
            if (!letterOrDigit && ".-_:[]".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The additional checks while no key exists: only programs on this machine are served, and no web page. */
    void checkKeyless(HttpRequest request) {
        foreign(request.headers()).ifPresent(key -> {
            throw Refusal.of(Reason.CROSS_SITE, key).hint("server.keyless.hint");
        });
        if (request.method().equals(HttpMethod.POST)) {
            requireJson(request.headers());
        }
    }

    /** Whether a program on this machine asks, by its head: no web page of another site, and through no proxy. */
    boolean isLocal(HttpHeaders headers) {
        return foreign(headers).isEmpty();
    }

    /** The host may have any port, so that a tunnel works; a page may come from that host alone. */
    private static Optional<String> foreign(HttpHeaders headers) {
        var host = headers.get(HttpHeaderNames.HOST, "").toLowerCase(Locale.ROOT);
        if (!LOOPBACK_NAMES.contains(PORT.matcher(host).replaceFirst(""))) {
            return Optional.of("server.keyless.host");
        }
        var origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !origin.equals("http://" + host)) {
            return Optional.of("server.keyless.origin");
        }
        var crossSite = "cross-site".equalsIgnoreCase(headers.get("sec-fetch-site"));
        return crossSite || forwarded(headers) ? Optional.of("server.keyless.forwarded") : Optional.empty();
    }

    void requireJson(HttpHeaders headers) {
        var type = headers.get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.startsWith("application/json;")) {
            throw Refusal.of(Reason.WRONG_CONTENT_TYPE, "server.content-type");
        }
    }

    private static boolean forwarded(HttpHeaders headers) {
        for (var header : headers) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (FORWARDED.contains(name)
                    || name.startsWith("x-forwarded")
                    || name.equals("via") && RequestHead.passedByStrangers(header.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static Refusal suspicious(String key) {
        return Refusal.of(Reason.SUSPICIOUS_REQUEST, key);
    }
}

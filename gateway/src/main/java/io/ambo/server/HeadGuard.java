package io.ambo.server;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.pipeline.Head;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses heads that no honest client sends: what two parsers could read differently, and what a web page of another
 * site could make a browser send.
 */
final class HeadGuard {

    /** What proxies add, besides a {@code via} of theirs and all that begins with {@code x-forwarded-}. */
    private static final Set<String> FORWARDED = Set.of("forwarded", "x-real-ip");

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /** What is looked at below or says who asks: the first of two would be believed here, the last one elsewhere. */
    private static final List<AsciiString> SINGLE = List.of(
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_ENCODING,
            HttpHeaderNames.ORIGIN,
            AsciiString.cached("sec-fetch-site"));

    private final int port;

    /** {@code port} is the one that we listen on. */
    HeadGuard(int port) {
        this.port = port;
    }

    /** What holds for everybody; the connection is closed after a refusal. */
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

    /** What holds while no key was ever created: only programs on this machine may ask, no web page. */
    void checkKeyless(HttpRequest request) {
        var headers = request.headers();
        var host = headers.get(HttpHeaderNames.HOST, "").toLowerCase(Locale.ROOT);
        if (LOOPBACK_NAMES.stream().noneMatch(name -> host.equals(name + ":" + port))) {
            throw crossSite("server.keyless.host");
        }
        var origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && LOOPBACK_NAMES.stream().noneMatch(name -> origin.equals("http://" + name + ":" + port))) {
            throw crossSite("server.keyless.origin");
        }
        if ("cross-site".equalsIgnoreCase(headers.get("sec-fetch-site")) || forwarded(headers)) {
            throw crossSite("server.keyless.forwarded");
        }
        if (request.method().equals(HttpMethod.POST)) {
            requireJson(headers);
        }
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
                    || name.startsWith("x-forwarded-")
                    || name.equals("via") && Head.passedByStrangers(header.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static Refusal suspicious(String key) {
        return Refusal.of(Reason.SUSPICIOUS_REQUEST, key);
    }

    private static Refusal crossSite(String key) {
        return Refusal.of(Reason.CROSS_SITE, key).hint("server.keyless.hint");
    }
}

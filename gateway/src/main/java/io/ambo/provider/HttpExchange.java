package io.ambo.provider;

import io.ambo.catalog.Provider.Timeouts;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;

/**
 * What a call sends, and its timeouts. Every header comes from the provider's file or from here; none from a
 * caller, but for the marks of the Ambos that a request came through ({@link LoopDetection}) and the names of features
 * that it asks for ({@link Outbound.Delivery#headers}).
 *
 * @param destination its id, for the log
 * @param target the path, from the endpoint and the wire format
 */
record HttpExchange(
        String destination,
        Endpoint endpoint,
        String target,
        Map<String, String> headers,
        byte[] body,
        boolean stream,
        boolean evenUnrecorded,
        Timeouts timeouts) {

    private static final String USER_AGENT = "ambo";
    private static final byte[] SENT = {};

    /** The same when it has been sent and answered: its body is not needed any more. */
    HttpExchange withoutBody() {
        return new HttpExchange(destination, endpoint, target, headers, SENT, stream, evenUnrecorded, timeouts);
    }

    void writeHeaders(HttpHeaders to) {
        to.set(HttpHeaderNames.HOST, endpoint.origin().host());
        to.set(HttpHeaderNames.USER_AGENT, USER_AGENT);
        to.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        to.set(HttpHeaderNames.ACCEPT, stream ? "text/event-stream" : "application/json");
        to.set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
        to.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.forEach(to::set);
    }
}

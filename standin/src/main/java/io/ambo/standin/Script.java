package io.ambo.standin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the stand-in does with one request: an immutable value, created by a factory method and refined by the others.
 *
 * <p>Byte counts are of the answer's body, without its head and without chunk framing; event counts are of whole
 * server-sent events, or 1 for a body that is no stream. A count beyond the end of the body means its end. All delays
 * are timers of the event loop. The members of {@code POST /standin/script} have the names of these methods in snake
 * case.
 */
public final class Script {
    private static final Script PLAIN = new Script(
            new Content.Composed(true, false, OptionalInt.empty()),
            OptionalInt.empty(),
            List.of(),
            Timing.NONE,
            Shape.PLAIN,
            Ending.COMPLETE,
            1);

    private final Content content;
    private final OptionalInt status;
    private final List<Map.Entry<String, String>> headers;
    private final Timing timing;
    private final Shape shape;
    private final Ending ending;
    private final int times;

    private Script(
            Content content,
            OptionalInt status,
            List<Map.Entry<String, String>> headers,
            Timing timing,
            Shape shape,
            Ending ending,
            int times) {
        this.content = content;
        this.status = status;
        this.headers = List.copyOf(headers);
        this.timing = timing;
        this.shape = shape;
        this.ending = ending;
        this.times = times;
    }

    /** The source of an answer's bytes. */
    sealed interface Content {
        /** The stand-in's own answer, or the vendor's error if the status is an error. */
        record Composed(boolean usage, boolean interleaved, OptionalInt chunk) implements Content {}

        /** A given body. */
        record Body(List<byte[]> parts, Optional<Boolean> streamed) implements Content {}

        /** Given bytes in place of the whole HTTP response. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Wire(byte[] bytes) implements Content {}
    }

    record Timing(Duration head, Duration first, Duration between) {
        static final Timing NONE = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** How the body's bytes are changed; {@code errorAfter} below zero means never. */
    record Shape(int errorAfter, int oversized, boolean crlf, int every, List<Integer> cuts, int lengthOff) {
        static final Shape PLAIN = new Shape(-1, 0, false, 0, List.of(), 0);

        boolean cut() {
            return every > 0 || !cuts.isEmpty();
        }
    }

    record Ending(How how, Unit unit, int after, Duration delay) {
        static final Ending COMPLETE = new Ending(How.COMPLETE, Unit.BYTES, Integer.MAX_VALUE, Duration.ZERO);

        boolean premature() {
            return how != How.COMPLETE && how != How.CLOSE;
        }
    }

    enum How {
        COMPLETE,
        CLOSE,
        STALL,
        CUT,
        RESET,
        HALF_CLOSE
    }

    enum Unit {
        NOTHING,
        BYTES,
        EVENTS
    }

    /** The default answer, as a script to refine. */
    public static Script answer() {
        return PLAIN;
    }

    /** An error of the vendor with this status, 400 to 599, in the vendor's format. */
    public static Script status(int code) {
        return PLAIN.withStatus(code);
    }

    /** This body with status 200, as a stream or as a whole, as the request asks. */
    public static Script raw(String body) {
        return raw(Json.bytes(body));
    }

    /** This body with status 200, as a stream or as a whole, as the request asks. */
    public static Script raw(byte[] body) {
        return PLAIN.content(new Content.Body(List.of(body.clone()), Optional.empty()));
    }

    /** A stream of these events; each must end with a blank line. */
    public static Script events(String... events) {
        return events(List.of(events));
    }

    /** A stream of these events; each must end with a blank line. */
    public static Script events(List<String> events) {
        List<byte[]> parts = events.stream().map(Json::bytes).toList();
        return PLAIN.content(new Content.Body(parts, Optional.of(true)));
    }

    /** A 307 to this location. */
    public static Script redirect(String location) {
        Content nothing = new Content.Body(List.of(), Optional.of(false));
        return PLAIN.content(nothing).withStatus(307).header("location", location);
    }

    /** These bytes in place of the whole HTTP response, then the connection closes; they count as the body. */
    public static Script wire(byte[] bytes) {
        return PLAIN.content(new Content.Wire(bytes.clone()));
    }

    /** Bytes that are not HTTP, then the connection closes. */
    public static Script garbage() {
        return wire(Garbage.bytes());
    }

    /** A valid head, then bytes that are neither JSON nor server-sent events. */
    public static Script garbageBody() {
        return raw(Garbage.bytes());
    }

    /** Sends nothing; the connection stays open until the client disconnects. */
    public static Script stall() {
        return PLAIN.ending(How.STALL, Unit.NOTHING, 0);
    }

    /** Sends nothing and closes the connection in order (FIN). */
    public static Script cutBeforeAnswer() {
        return PLAIN.ending(How.CUT, Unit.NOTHING, 0);
    }

    /** Sends nothing and resets the connection (RST). */
    public static Script resetBeforeAnswer() {
        return PLAIN.ending(How.RESET, Unit.NOTHING, 0);
    }

    /** This status; from 400 on with the vendor's error body, unless the script has a body. */
    public Script withStatus(int code) {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("status " + code + " is not within 200 to 599");
        }
        return new Script(content, OptionalInt.of(code), headers, timing, shape, ending, times);
    }

    /** Adds or replaces a header. */
    public Script header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Script(content, status, more, timing, shape, ending, times);
    }

    /** A Retry-After header in seconds. */
    public Script retryAfter(int seconds) {
        return header("retry-after", Integer.toString(seconds));
    }

    /** Sends a wrong content type. */
    public Script contentType(String type) {
        return header("content-type", type);
    }

    /** Waits before the head. */
    public Script delayHead(Duration delay) {
        return timing(new Timing(delay, timing.first(), timing.between()));
    }

    /** Waits after the head, before the first byte of the body. */
    public Script delayFirst(Duration delay) {
        return timing(new Timing(timing.head(), delay, timing.between()));
    }

    /** Waits between the events of a stream, or between the pieces that the body is cut into. */
    public Script delayBetween(Duration delay) {
        return timing(new Timing(timing.head(), timing.first(), delay));
    }

    /** Sends that many events, then nothing until the client disconnects. */
    public Script stallAfterEvents(int events) {
        return ending(How.STALL, Unit.EVENTS, events);
    }

    /** Sends that many bytes, then nothing until the client disconnects. */
    public Script stallAfterBytes(int bytes) {
        return ending(How.STALL, Unit.BYTES, bytes);
    }

    /** Sends that many events, then closes (FIN) without the end of the body. */
    public Script cutAfterEvents(int events) {
        return ending(How.CUT, Unit.EVENTS, events);
    }

    /** Sends that many bytes, then closes (FIN) without the end of the body. */
    public Script cutAfterBytes(int bytes) {
        return ending(How.CUT, Unit.BYTES, bytes);
    }

    /** Sends that many events, then resets the connection (RST). */
    public Script resetAfterEvents(int events) {
        return ending(How.RESET, Unit.EVENTS, events);
    }

    /** Sends that many bytes, then resets the connection (RST). */
    public Script resetAfterBytes(int bytes) {
        return ending(How.RESET, Unit.BYTES, bytes);
    }

    /** Sends that many bytes, then closes only its own direction (half-close) and keeps reading. */
    public Script halfCloseAfterBytes(int bytes) {
        return ending(How.HALF_CLOSE, Unit.BYTES, bytes);
    }

    /** Answers completely, announces keep-alive, and closes the connection. */
    public Script closeAfter() {
        return closeAfter(Duration.ZERO);
    }

    /** Answers completely, announces keep-alive, and closes the connection after this time. */
    public Script closeAfter(Duration delay) {
        Ending closing = new Ending(How.CLOSE, Unit.BYTES, Integer.MAX_VALUE, delay);
        return new Script(content, status, headers, timing, shape, closing, times);
    }

    /** Sends that many events, then the vendor's error event, and ends the stream; with 0 the error comes first. */
    public Script errorAfterEvents(int events) {
        notNegative(events);
        return shape(new Shape(events, shape.oversized, shape.crlf, shape.every, shape.cuts, shape.lengthOff));
    }

    /** Inserts an event with a single line of that many bytes after the first event. */
    public Script oversizedLine(int bytes) {
        notNegative(bytes);
        return shape(new Shape(shape.errorAfter, bytes, shape.crlf, shape.every, shape.cuts, shape.lengthOff));
    }

    /** Ends the lines of the body with CR LF. */
    public Script crlf() {
        return shape(new Shape(shape.errorAfter, shape.oversized, true, shape.every, shape.cuts, shape.lengthOff));
    }

    /** Splits the body every that many bytes; each piece is one HTTP chunk and one write. */
    public Script splitEvery(int bytes) {
        notNegative(bytes - 1);
        return shape(new Shape(shape.errorAfter, shape.oversized, shape.crlf, bytes, shape.cuts, shape.lengthOff));
    }

    /** Splits the body at these offsets; each piece is one HTTP chunk and one write. */
    public Script splitAt(int... offsets) {
        List<Integer> cuts = Arrays.stream(offsets).sorted().distinct().boxed().toList();
        return shape(new Shape(shape.errorAfter, shape.oversized, shape.crlf, 0, cuts, shape.lengthOff));
    }

    /** A content-length wrong by that many bytes, even for a stream; if too long, the connection then closes. */
    public Script lengthOff(int bytes) {
        return shape(new Shape(shape.errorAfter, shape.oversized, shape.crlf, shape.every, shape.cuts, bytes));
    }

    /** Reports no usage, even if requested. */
    public Script noUsage() {
        Content.Composed own = composed();
        return content(new Content.Composed(false, own.interleaved(), own.chunk()));
    }

    /** Interleaves the fragments of parallel tool calls instead of sending one call after the other. */
    public Script interleaved() {
        Content.Composed own = composed();
        return content(new Content.Composed(own.usage(), true, own.chunk()));
    }

    /** The length, in characters, of the pieces of streamed text and arguments. */
    public Script chunk(int characters) {
        notNegative(characters - 1);
        Content.Composed own = composed();
        return content(new Content.Composed(own.usage(), own.interleaved(), OptionalInt.of(characters)));
    }

    /** Repeats this script for that many requests. */
    public Script times(int requests) {
        notNegative(requests - 1);
        return new Script(content, status, headers, timing, shape, ending, requests);
    }

    Content content() {
        return content;
    }

    /** The status to send, if one was set. */
    OptionalInt status() {
        return status;
    }

    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    Timing timing() {
        return timing;
    }

    Shape shape() {
        return shape;
    }

    Ending ending() {
        return ending;
    }

    int times() {
        return times;
    }

    /** Whether this is the unrefined default answer. */
    boolean plain() {
        return this == PLAIN;
    }

    Script content(Content other) {
        return new Script(other, status, headers, timing, shape, ending, times);
    }

    private Content.Composed composed() {
        return switch (content) {
            case Content.Composed own -> own;
            case Content.Body _, Content.Wire _ ->
                throw new IllegalStateException("only the stand-in's own answer has usage and pieces");
        };
    }

    private Script timing(Timing other) {
        return new Script(content, status, headers, other, shape, ending, times);
    }

    private Script shape(Shape other) {
        return new Script(content, status, headers, timing, other, ending, times);
    }

    private Script ending(How how, Unit unit, int after) {
        notNegative(after);
        Ending other = new Ending(how, unit, after, Duration.ZERO);
        return new Script(content, status, headers, timing, shape, other, times);
    }

    private static void notNegative(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a count in a script is too small by " + -count);
        }
    }
}

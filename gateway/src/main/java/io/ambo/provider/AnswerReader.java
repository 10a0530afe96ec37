package io.ambo.provider;

import io.ambo.core.MemoryBudget;
import io.ambo.core.MemoryShare;
import io.ambo.wire.SseEvent;
import io.ambo.wire.SseReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.compression.DecompressionException;
import org.jspecify.annotations.Nullable;

/** Reads the body of one answer, within bounds: events of a stream one by one, everything else whole. */
final class AnswerReader {

    private static final int LONGEST_EVENT = 8 * 1024 * 1024;
    private static final int LONGEST_BODY = 64 * 1024 * 1024;

    /** Of an error only words are wanted, and those are read on the loop. */
    private static final int LONGEST_ERROR = 1024 * 1024;

    /** An event of no more than this is free. */
    static final int SMALL = 64 * 1024;

    private final MemoryBudget memory;
    private final Endpoint endpoint;
    private final ReplyListener listener;
    private final BodyBuffer whole;
    private final SseReader events;
    private final MemoryShare unfinished;
    private @Nullable Decompression decompression;
    private @Nullable CallFailure failure;
    private boolean good;
    private boolean streaming;
    private boolean begun;
    private boolean closed;
    private long received;
    private long read;

    /** A reader that hands on events, without the key of the endpoint, until it is closed. */
    AnswerReader(MemoryBudget memory, Endpoint endpoint, ReplyListener listener) {
        this.memory = memory;
        this.endpoint = endpoint;
        this.listener = listener;
        this.whole = new BodyBuffer(memory, LONGEST_BODY);
        this.unfinished = new MemoryShare(memory);
        this.events = new SseReader(LONGEST_EVENT, this::event);
    }

    private void event(SseEvent event) {
        if (closed || failure != null) {
            return;
        }
        hideKey(event);
        if (event.raw().length <= SMALL) {
            listener.event(event);
        } else {
            large(event);
        }
    }

    /** What it took while it came goes over to the listener. */
    private void large(SseEvent event) {
        unfinished.release();
        var taken = new MemoryShare(memory);
        if (taken.growTo(event.raw().length)) {
            listener.largeEvent(event, taken);
        } else {
            failure = CallFailure.NO_MEMORY;
        }
    }

    private void hideKey(SseEvent event) {
        endpoint.hideKey(event.raw(), 0, event.raw().length);
        if (event.joined()) {
            endpoint.hideKey(event.bytes(), event.dataStart(), event.dataEnd());
        }
    }

    /** The head is there; gives why this answer cannot be read. */
    @Nullable
    CallFailure begin(boolean answered, boolean stream, String coding) {
        good = answered;
        streaming = stream;
        if (coding.isBlank() || coding.strip().equalsIgnoreCase("identity")) {
            return null;
        }
        decompression = Decompression.of(coding).orElse(null);
        return decompression == null ? CallFailure.UNREADABLE_COMPRESSION : null;
    }

    /** Takes the next bytes; gives why no more can be read. */
    @Nullable
    CallFailure take(ByteBuf bytes) {
        received += bytes.readableBytes();
        if (decompression == null) {
            accept(bytes);
        } else {
            try {
                decompression.decode(bytes, this::accept);
            } catch (DecompressionException e) {
                failure = CallFailure.UNREADABLE_COMPRESSION;
            }
        }
        return failure;
    }

    private boolean accept(ByteBuf bytes) {
        read += bytes.readableBytes();
        if (streaming && !begun) {
            streaming = !isJson(bytes);
        }
        if (streaming) {
            stream(bytes);
        } else if (read > LONGEST_BODY) {
            failure = CallFailure.ANSWER_TOO_LONG;
        } else if ((good || read <= LONGEST_ERROR) && !whole.add(ByteBufUtil.getBytes(bytes)) && good) {
            failure = CallFailure.NO_MEMORY;
        }
        return failure == null;
    }

    /** No line of events begins as JSON does: what is labelled as a stream and begins so is read whole. */
    private boolean isJson(ByteBuf bytes) {
        for (var at = bytes.readerIndex(); at < bytes.writerIndex() && !begun; at++) {
            var first = bytes.getByte(at);
            begun = first != ' ' && first != '\t' && first != '\r' && first != '\n';
            if (first == '{' || first == '[') {
                return true;
            }
        }
        return false;
    }

    private void stream(ByteBuf bytes) {
        try {
            events.read(bytes.nioBuffer());
            if (events.held() <= SMALL) {
                unfinished.release();
            } else if (!unfinished.growTo(events.held())) {
                failure = CallFailure.NO_MEMORY;
            }
        } catch (SseReader.TooLongException e) {
            failure = CallFailure.ANSWER_TOO_LONG;
        }
    }

    /** The stream is over: an event without its blank line is handed on too. Gives why it cannot be. */
    @Nullable
    CallFailure end() {
        events.end();
        return failure;
    }

    boolean streaming() {
        return streaming;
    }

    /** Bytes as they came. */
    long received() {
        return received;
    }

    /** The whole body, without the key of the endpoint. */
    byte[] body() {
        var body = whole.bytes();
        endpoint.hideKey(body, 0, body.length);
        return body;
    }

    /** What the whole body took of the memory that all share. */
    MemoryShare memory() {
        return whole.memory();
    }

    /** No more is read; what an unfinished event took is given back. */
    void close() {
        closed = true;
        unfinished.release();
        if (decompression != null) {
            decompression.close();
        }
    }
}

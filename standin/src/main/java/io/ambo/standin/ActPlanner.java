package io.ambo.standin;

import io.ambo.standin.Script.Ending;
import io.ambo.standin.Script.How;
import io.ambo.standin.Script.Shape;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Turns a reply and a script into acts: alters, frames and splits the body, adds pauses, and ends it. */
final class ActPlanner {
    private static final byte[] LAST_CHUNK = Json.bytes("0\r\n\r\n");
    private static final byte[] LINE_END = Json.bytes("\r\n");

    private final Reply reply;
    private final Script script;
    private final boolean lasting;
    private final boolean bare;
    private final List<Act> acts = new ArrayList<>();

    private ActPlanner(Reply reply, Script script, boolean lasting, boolean bare) {
        this.reply = reply;
        this.script = script;
        this.lasting = lasting;
        this.bare = bare;
    }

    /** The acts for raw bytes in place of an answer: split and ended like a body, then the connection closes. */
    static List<Act> wire(byte[] bytes, Script script) {
        return new ActPlanner(new Reply(200, List.of(), List.of(bytes), false), script, false, true).acts();
    }

    /**
     * The acts for a reply.
     *
     * @param failureEvent the event by which the dialect aborts a stream
     * @param lasting whether the connection stays open after a complete answer
     */
    static List<Act> of(Reply reply, Script script, String failureEvent, boolean lasting) {
        Reply changed = reply.withParts(shaped(reply, script.shape(), failureEvent));
        return new ActPlanner(changed, script, lasting, false).acts();
    }

    private static List<byte[]> shaped(Reply reply, Shape shape, String failureEvent) {
        List<byte[]> parts = new ArrayList<>(reply.parts());
        if (shape.oversized() > 0) {
            parts.add(Math.min(1, parts.size()), oversized(shape.oversized()));
        }
        if (shape.errorAfter() >= 0 && reply.streamed()) {
            parts = new ArrayList<>(parts.subList(0, Math.min(shape.errorAfter(), parts.size())));
            parts.add(Json.bytes(failureEvent));
        }
        if (shape.crlf()) {
            parts.replaceAll(ActPlanner::withCarriageReturns);
        }
        return parts;
    }

    private static byte[] oversized(int length) {
        String start = "data: {\"choices\":[],\"filler\":\"";
        String end = "\"}";
        String filler = "x".repeat(Math.max(0, length - start.length() - end.length()));
        return Json.bytes(start + filler + end + "\n\n");
    }

    private static byte[] withCarriageReturns(byte[] part) {
        String text = new String(part, StandardCharsets.ISO_8859_1);
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private List<Act> acts() {
        pause(script.timing().head());
        Ending ending = script.ending();
        if (ending.unit() != Script.Unit.NOTHING) {
            if (!bare) {
                acts.add(new Act.Send(head()));
            }
            pause(script.timing().first());
            body(pieces(lengthSent()));
        }
        end(ending);
        return acts;
    }

    private void body(List<byte[]> pieces) {
        boolean separate = script.shape().cut() || !script.timing().between().isZero();
        for (int i = 0; i < pieces.size(); i++) {
            if (i > 0 && separate) {
                acts.add(new Act.Pause(script.timing().between()));
            }
            acts.add(new Act.Send(framed(pieces.get(i))));
        }
    }

    private void end(Ending ending) {
        boolean premature = ending.premature();
        if (!premature && chunked()) {
            acts.add(new Act.Send(LAST_CHUNK));
        }
        if (ending.how() == How.STALL) {
            acts.add(new Act.Stall());
        } else if (premature || bare) {
            acts.add(new Act.Leave(premature ? ending.how() : How.CUT));
        } else if (ending.how() == How.CLOSE) {
            pause(ending.delay());
            acts.add(new Act.Leave(How.CLOSE));
        } else if (!lasting || script.shape().lengthOff() > 0) {
            acts.add(new Act.Leave(How.CLOSE));
        }
    }

    private void pause(Duration length) {
        if (!length.isZero()) {
            acts.add(new Act.Pause(length));
        }
    }

    private boolean chunked() {
        return reply.streamed() && script.shape().lengthOff() == 0;
    }

    private int length() {
        return reply.parts().stream().mapToInt(part -> part.length).sum();
    }

    private int lengthSent() {
        Ending ending = script.ending();
        if (ending.unit() == Script.Unit.EVENTS) {
            return reply.parts().stream()
                    .limit(ending.after())
                    .mapToInt(part -> part.length)
                    .sum();
        }
        return Math.min(ending.after(), length());
    }

    /** The body up to a length, split at the script's offsets, otherwise at the ends of its parts. */
    private List<byte[]> pieces(int length) {
        byte[] body = joined();
        List<byte[]> pieces = new ArrayList<>();
        int start = 0;
        for (int end : ends(length)) {
            pieces.add(Arrays.copyOfRange(body, start, end));
            start = end;
        }
        return pieces;
    }

    private byte[] joined() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        reply.parts().forEach(body::writeBytes);
        return body.toByteArray();
    }

    private NavigableSet<Integer> ends(int length) {
        NavigableSet<Integer> ends = new TreeSet<>();
        Shape shape = script.shape();
        if (shape.every() > 0) {
            for (long end = shape.every(); end < length; end += shape.every()) {
                ends.add((int) end);
            }
        } else if (shape.cut()) {
            ends.addAll(shape.cuts());
        } else {
            int end = 0;
            for (byte[] part : reply.parts()) {
                end += part.length;
                ends.add(end);
            }
        }
        ends.removeIf(end -> end <= 0 || end >= length);
        if (length > 0) {
            ends.add(length);
        }
        return ends;
    }

    private byte[] head() {
        StringBuilder head = new StringBuilder();
        head.append("HTTP/1.1 ").append(reply.status()).append(' ').append(reason(reply.status()));
        reply.headers().forEach(header -> line(head, header.getKey(), header.getValue()));
        if (chunked()) {
            line(head, "transfer-encoding", "chunked");
        } else {
            line(
                    head,
                    "content-length",
                    Integer.toString(length() + script.shape().lengthOff()));
        }
        line(head, "connection", lasting ? "keep-alive" : "close");
        return Json.bytes(head.append("\r\n\r\n").toString());
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append("\r\n").append(name).append(": ").append(value);
    }

    private static String reason(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    private byte[] framed(byte[] piece) {
        if (!chunked()) {
            return piece;
        }
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(piece.length + 16);
        chunk.writeBytes(Json.bytes(Integer.toHexString(piece.length)));
        chunk.writeBytes(LINE_END);
        chunk.writeBytes(piece);
        chunk.writeBytes(LINE_END);
        return chunk.toByteArray();
    }
}

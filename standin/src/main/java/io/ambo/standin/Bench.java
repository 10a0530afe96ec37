package io.ambo.standin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prepared answers for measurements, encoded once and given without parsing the request: {@code bench-1k} (a whole answer
 * of about 1.2 KB), {@code bench-echo} (the same, and it repeats what the request has between {@code <<} and
 * {@code >>}), {@code bench-sse} (40 pieces of text, usage, the end, in one write), {@code bench-paced-N-MS} (N pieces of
 * text, one every MS milliseconds, then the same end). The model alone says which; {@code stream} is not read.
 */
final class Bench {
    private static final byte[] MARK = Json.bytes("\"bench-");
    private static final Pattern BEFORE = Pattern.compile("\"model\"\\s{0,8}:\\s{0,8}$");
    private static final Pattern PACED = Pattern.compile("bench-paced-([1-9][0-9]{0,3})-([0-9]{1,5})");
    private static final Pattern MARKED = Pattern.compile("<<([^>\"\\\\]{1,200})>>");
    private static final int BEFORE_LENGTH = 32;
    private static final int MOST_READY = 16;
    private static final int EVENTS = 40;
    private static final int PIECE = 4;
    private static final int WHOLE_TEXT = 480;
    private static final Map<String, List<Act>> READY = new ConcurrentHashMap<>();

    private Bench() {}

    /** The acts for a request that names such a model. */
    static Optional<List<Act>> acts(Request request) {
        return model(request.body()).flatMap(model -> acts(model, echoed(model, request.body()), request.lasting()));
    }

    private static Optional<List<Act>> acts(String model, String echoed, boolean lasting) {
        String key = model + (lasting ? " " : " once ") + echoed;
        List<Act> ready = READY.get(key);
        if (ready != null) {
            return Optional.of(ready);
        }
        Optional<List<Act>> made = made(model, echoed, lasting);
        if (READY.size() < MOST_READY) {
            made.ifPresent(acts -> READY.put(key, acts));
        }
        return made;
    }

    /** Finds the model by its bytes; quotes inside JSON strings are escaped and so never match. */
    static Optional<String> model(byte[] body) {
        for (int at = 0; at + MARK.length < body.length; at++) {
            if (body[at] == '"' && marks(body, at)) {
                int from = Math.max(0, at - BEFORE_LENGTH);
                String before = new String(body, from, at - from, StandardCharsets.ISO_8859_1);
                if (BEFORE.matcher(before).find()) {
                    return Optional.of(quoted(body, at + 1));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean marks(byte[] body, int at) {
        for (int i = 1; i < MARK.length; i++) {
            if (body[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static String quoted(byte[] body, int start) {
        int end = start;
        while (end < body.length && body[end] != '"') {
            end++;
        }
        return new String(body, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** What stands between the marks, as long as it needs no escape; nothing for a model that repeats nothing. */
    private static String echoed(String model, byte[] body) {
        if (!model.equals("bench-echo")) {
            return "";
        }
        Matcher marked = MARKED.matcher(new String(body, StandardCharsets.ISO_8859_1));
        return marked.find() ? marked.group(1) : "";
    }

    private static Optional<List<Act>> made(String model, String echoed, boolean lasting) {
        if (model.equals("bench-1k")) {
            return Optional.of(whole(answer(model, WHOLE_TEXT), lasting));
        }
        if (model.equals("bench-echo")) {
            String text = echoed.length() + " characters came: " + echoed + " ";
            return Optional.of(whole(answer(model, text, WHOLE_TEXT), lasting));
        }
        if (model.equals("bench-sse")) {
            return Optional.of(joined(streamed(model, EVENTS, Duration.ZERO, lasting)));
        }
        Matcher paced = PACED.matcher(model);
        if (!paced.matches()) {
            return Optional.empty();
        }
        Duration pace = Duration.ofMillis(Long.parseLong(paced.group(2)));
        return Optional.of(streamed(model, Integer.parseInt(paced.group(1)), pace, lasting));
    }

    private static List<Act> whole(Answer answer, boolean lasting) {
        OpenAiFormat format = new OpenAiFormat();
        String body = format.whole(answer, new VendorFormat.Manner(PIECE, true, false));
        Reply reply = Reply.whole(200, format.headers("req_bench", false, 1), body);
        return joined(ActPlanner.of(reply, Script.answer(), "", lasting));
    }

    private static List<Act> streamed(String model, int events, Duration pace, boolean lasting) {
        OpenAiFormat format = new OpenAiFormat();
        Question question = new Question(
                model, true, true, false, 1, OptionalInt.empty(), false, "", List.of(), Optional.empty(), 0);
        Answer answer = answer(model, events * PIECE);
        List<String> parts = format.events(question, answer, new VendorFormat.Manner(PIECE, true, false));
        List<String> merged = new ArrayList<>(parts.subList(0, events));
        merged.add(String.join("", parts.subList(events, parts.size())));
        Reply reply = Reply.stream(format.headers("req_bench", true, 1), merged);
        return ActPlanner.of(reply, Script.answer().delayBetween(pace), "", lasting);
    }

    private static Answer answer(String model, int characters) {
        return answer(model, "", characters);
    }

    private static Answer answer(String model, String begin, int characters) {
        String honest = "[stand-in: no real model is behind this answer] ";
        String text = (begin + honest.repeat(characters / honest.length() + 1)).substring(0, characters);
        Answer.Choice choice = new Answer.Choice(text, List.of(), Answer.Finish.STOP);
        return new Answer("0", model, List.of(choice), new Answer.Usage(100, 0, Tokens.in(text)));
    }

    /** All bytes in one write. */
    private static List<Act> joined(List<Act> acts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Act> others = new ArrayList<>();
        for (Act act : acts) {
            if (act instanceof Act.Send send) {
                bytes.writeBytes(send.bytes());
            } else {
                others.add(act);
            }
        }
        others.addFirst(new Act.Send(bytes.toByteArray()));
        return List.copyOf(others);
    }
}

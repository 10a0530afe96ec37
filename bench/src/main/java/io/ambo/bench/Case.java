package io.ambo.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kind of request that is measured. */
enum Case {
    A("1 KB prompt, whole answer", "bench-1k", 1024, Asking.PLAIN),
    B("32 KB prompt, whole answer", "bench-1k", 32 * 1024, Asking.PLAIN),
    C("1 KB prompt, stream of 40 events at once", "bench-sse", 1024, Asking.STREAM),
    D("1 KB prompt, stream of 40 events, one each 50 ms", "bench-paced-40-50", 1024, Asking.STREAM),
    E("1 KB prompt with a phone number, to replace and restore", "bench-echo", 1024, Asking.PHONE);

    /** A made-up number in a recognised form. */
    static final String PHONE = "13800138000";

    private enum Asking {
        PLAIN,
        STREAM,
        PHONE
    }

    private static final String PROSE = """
            A river carries what the rain has loosened from the hills, and it sorts its load as it slows: first the \
            gravel, then the sand, then the fine mud that settles only in still water. Whoever digs a well in the plain \
            can read the order of old floods in the layers. Explain in a few sentences how such layers form, which of \
            them hold water, and why a well that is dug too shallow runs dry before the harvest. Use plain words, give \
            one example, and do not list more than three causes.\s""";

    private final String title;
    private final String model;
    private final int size;
    private final Asking asking;

    Case(String title, String model, int size, Asking asking) {
        this.title = title;
        this.model = model;
        this.size = size;
        this.asking = asking;
    }

    /** Its letter on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The model in its requests. */
    String model() {
        return model;
    }

    String title() {
        return title;
    }

    /** Whether a stream with pauses comes back, so that the time to its end says nothing. */
    boolean paced() {
        return this == D;
    }

    /** Whether the answer is a stream. */
    boolean streams() {
        return asking == Asking.STREAM;
    }

    /** The body of the request, of exactly the stated size. */
    byte[] body() {
        var head = "{\"model\":\"" + model + "\","
                + (streams() ? "\"stream\":true,\"stream_options\":{\"include_usage\":true}," : "")
                + "\"temperature\":0.7,\"max_tokens\":256,\"messages\":[{\"role\":\"system\",\"content\":\"You are a patient "
                + "teacher.\"},{\"role\":\"user\",\"content\":\""
                + (asking == Asking.PHONE ? "Call me on <<" + PHONE + ">> when it is done. " : "");
        var tail = "\"}]}";
        var room = size - head.length() - tail.length();
        var prompt = PROSE.repeat(room / PROSE.length() + 1).substring(0, room);
        return (head + prompt + tail).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Rejects an unexpected answer.
     *
     * @param replaced whether the upstream must not have received the phone number
     */
    void check(String answer, boolean replaced) {
        var whole = streams() ? answer.endsWith("data: [DONE]\n\n") : answer.contains("\"finish_reason\": \"stop\"");
        var phone = asking != Asking.PHONE || answer.contains(PHONE) && answer.contains(echoed(PHONE)) != replaced;
        if (!whole || !phone) {
            throw new IllegalStateException("case " + id() + " got an unexpected answer: " + answer);
        }
    }

    /** How the stand-in reports that it received a text. */
    private static String echoed(String text) {
        return text.length() + " characters came: " + text;
    }
}

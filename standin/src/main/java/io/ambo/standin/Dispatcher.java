package io.ambo.standin;

import io.ambo.standin.Complaint.Kind;
import io.ambo.standin.Script.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dispatches each request: to the control paths, a prepared benchmark answer, a script, or the default answer. */
final class Dispatcher {
    private static final OpenAiFormat OPENAI = new OpenAiFormat();
    private static final AnthropicFormat ANTHROPIC = new AnthropicFormat();
    private static final int LARGEST = 64 * 1024 * 1024;

    private final StandInOptions options;
    private final RequestLog log;
    private final Scripts scripts;
    private final ControlPaths control;

    Dispatcher(StandInOptions options, RequestLog log, Scripts scripts, ControlPaths control) {
        this.options = options;
        this.log = log;
        this.scripts = scripts;
        this.control = control;
    }

    ServedRequest enter(Request request) {
        return ControlPaths.serves(request) ? new ServedRequest(0, request) : log.enter(request);
    }

    void end(ServedRequest served, Recorded.Ending ending) {
        log.end(served, ending);
    }

    List<Act> answer(ServedRequest served) {
        Request request = served.request();
        if (ControlPaths.serves(request)) {
            return ActPlanner.of(control.answer(request), Script.answer(), "", request.lasting());
        }
        Script script = request.asks() ? scripts.take() : Script.answer();
        VendorFormat format = request.path().endsWith("/messages") ? ANTHROPIC : OPENAI;
        boolean usual = script.plain() && format == OPENAI && admitted(request, format);
        Optional<List<Act>> ready = usual ? Bench.acts(request) : Optional.empty();
        return ready.orElseGet(() -> staged(request, script, format));
    }

    private List<Act> staged(Request request, Script script, VendorFormat format) {
        if (script.content() instanceof Content.Wire(byte[] bytes)) {
            return ActPlanner.wire(bytes, script);
        }
        String requestId = "req_" + requestId(request);
        Reply reply = reply(request, script, format, requestId);
        for (Map.Entry<String, String> header : script.headers()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return ActPlanner.of(reply, script, format.failureEvent(), request.lasting());
    }

    private static String requestId(Request request) {
        return "%016x%016x".formatted(request.connection().hashCode(), request.received());
    }

    private Reply reply(Request request, Script script, VendorFormat format, String requestId) {
        int status = script.status().orElse(200);
        if (script.content() instanceof Content.Body own) {
            boolean streamed = own.streamed().orElseGet(() -> streams(request));
            return new Reply(status, headers(request, format, requestId, streamed), own.parts(), streamed);
        }
        if (status >= 400) {
            String body = format.failure(status, requestId);
            return Reply.whole(status, headers(request, format, requestId, false), body);
        }
        try {
            return usual(request, script, format, requestId).withStatus(status);
        } catch (Complaint complaint) {
            String body = format.refusal(complaint, request, requestId);
            return Reply.whole(complaint.kind().status(), headers(request, format, requestId, false), body);
        }
    }

    private static List<Map.Entry<String, String>> headers(
            Request request, VendorFormat format, String requestId, boolean streamed) {
        long milliseconds = (System.nanoTime() - request.received()) / 1_000_000;
        return format.headers(requestId, streamed, milliseconds);
    }

    private static boolean streams(Request request) {
        return Json.read(request.body())
                .map(body -> body.path("stream").asBoolean(false))
                .orElse(false);
    }

    private Reply usual(Request request, Script script, VendorFormat format, String requestId) {
        admit(request, format);
        String path = request.path();
        if (path.endsWith("/chat/completions") || path.endsWith("/messages")) {
            return spoken(request, script, format, requestId);
        }
        if (path.endsWith("/embeddings")) {
            return embedded(request, requestId);
        }
        if (path.endsWith("/models") || path.contains("/models/")) {
            return models(request, requestId);
        }
        throw new Complaint(Kind.UNKNOWN_PATH, path, "");
    }

    private void admit(Request request, VendorFormat format) {
        if (!admitted(request, format)) {
            throw new Complaint(format.key(request).isEmpty() ? Kind.NO_KEY : Kind.WRONG_KEY, "", "");
        }
    }

    private boolean admitted(Request request, VendorFormat format) {
        return format.key(request)
                .filter(key -> options.key().map(key::equals).orElse(true))
                .isPresent();
    }

    private Reply models(Request request, String requestId) {
        if (!request.method().equals("GET")) {
            throw new Complaint(Kind.WRONG_METHOD, request.path(), "");
        }
        List<Map.Entry<String, String>> headers = headers(request, OPENAI, requestId, false);
        if (request.path().endsWith("/models")) {
            return Reply.whole(200, headers, Json.indented(OpenAiFormat.models(options.models())));
        }
        return Reply.whole(200, headers, Json.indented(OpenAiFormat.model(listed(request.model()))));
    }

    private String listed(String model) {
        if (!options.models().contains(model)) {
            throw new Complaint(Kind.UNKNOWN_MODEL, model, "");
        }
        return model;
    }

    private Reply embedded(Request request, String requestId) {
        check(request);
        OpenAiEmbeddings asked = OpenAiEmbeddings.read(request);
        listed(asked.model());
        return Reply.whole(200, headers(request, OPENAI, requestId, false), asked.answer());
    }

    private static void check(Request request) {
        if (!request.asks()) {
            throw new Complaint(Kind.WRONG_METHOD, request.path(), "");
        }
        if (request.body().length > LARGEST) {
            throw new Complaint(Kind.TOO_LARGE, "", LARGEST + " bytes");
        }
    }

    private Reply spoken(Request request, Script script, VendorFormat format, String requestId) {
        check(request);
        Question question = format.read(request);
        listed(question.model());
        Answer answer = Answer.to(question, options.cachedTokens());
        VendorFormat.Manner manner = manner(script);
        List<Map.Entry<String, String>> headers = headers(request, format, requestId, question.stream());
        return question.stream()
                ? Reply.stream(headers, format.events(question, answer, manner))
                : Reply.whole(200, headers, format.whole(answer, manner));
    }

    private VendorFormat.Manner manner(Script script) {
        return switch (script.content()) {
            case Content.Composed own ->
                new VendorFormat.Manner(own.chunk().orElse(options.chunk()), own.usage(), own.interleaved());
            case Content.Body _, Content.Wire _ -> new VendorFormat.Manner(options.chunk(), true, false);
        };
    }
}

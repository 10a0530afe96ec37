package io.ambo.standin;

import io.ambo.standin.Complaint.Kind;
import io.ambo.standin.Script.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dispatches each request: to the control paths, a prepared benchmark answer, a script, or the default answer. */
final class Front {
    private static final OpenAiChat OPENAI = new OpenAiChat();
    private static final AnthropicMessages ANTHROPIC = new AnthropicMessages();
    private static final int LARGEST = 64 * 1024 * 1024;

    private final StandInOptions options;
    private final Guestbook guestbook;
    private final Scripts scripts;
    private final Desk desk;

    Front(StandInOptions options, Guestbook guestbook, Scripts scripts, Desk desk) {
        this.options = options;
        this.guestbook = guestbook;
        this.scripts = scripts;
        this.desk = desk;
    }

    Visit enter(Request request) {
        return Desk.serves(request) ? new Visit(0, request) : guestbook.enter(request);
    }

    void end(Visit visit, Recorded.Ending ending) {
        guestbook.end(visit, ending);
    }

    List<Act> answer(Visit visit) {
        Request request = visit.request();
        if (Desk.serves(request)) {
            return Staging.of(desk.answer(request), Script.answer(), "", request.lasting());
        }
        Script script = request.asks() ? scripts.take() : Script.answer();
        Dialect dialect = request.path().endsWith("/messages") ? ANTHROPIC : OPENAI;
        boolean usual = script.plain() && dialect == OPENAI && admitted(request, dialect);
        Optional<List<Act>> ready = usual ? Bench.acts(request) : Optional.empty();
        return ready.orElseGet(() -> staged(request, script, dialect));
    }

    private List<Act> staged(Request request, Script script, Dialect dialect) {
        if (script.content() instanceof Content.Wire(byte[] bytes)) {
            return Staging.wire(bytes, script);
        }
        String requestId = "req_" + requestId(request);
        Reply reply = reply(request, script, dialect, requestId);
        for (Map.Entry<String, String> header : script.headers()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return Staging.of(reply, script, dialect.failureEvent(), request.lasting());
    }

    private static String requestId(Request request) {
        return "%016x%016x".formatted(request.connection().hashCode(), request.received());
    }

    private Reply reply(Request request, Script script, Dialect dialect, String requestId) {
        int status = script.status().orElse(200);
        if (script.content() instanceof Content.Body own) {
            boolean streamed = own.streamed().orElseGet(() -> streams(request));
            return new Reply(status, headers(request, dialect, requestId, streamed), own.parts(), streamed);
        }
        if (status >= 400) {
            String body = dialect.failure(status, requestId);
            return Reply.whole(status, headers(request, dialect, requestId, false), body);
        }
        try {
            return usual(request, script, dialect, requestId).withStatus(status);
        } catch (Complaint complaint) {
            String body = dialect.refusal(complaint, request, requestId);
            return Reply.whole(complaint.kind().status(), headers(request, dialect, requestId, false), body);
        }
    }

    private static List<Map.Entry<String, String>> headers(
            Request request, Dialect dialect, String requestId, boolean streamed) {
        long milliseconds = (System.nanoTime() - request.received()) / 1_000_000;
        return dialect.headers(requestId, streamed, milliseconds);
    }

    private static boolean streams(Request request) {
        return Json.read(request.body())
                .map(body -> body.path("stream").asBoolean(false))
                .orElse(false);
    }

    private Reply usual(Request request, Script script, Dialect dialect, String requestId) {
        admit(request, dialect);
        String path = request.path();
        if (path.endsWith("/chat/completions") || path.endsWith("/messages")) {
            return spoken(request, script, dialect, requestId);
        }
        if (path.endsWith("/embeddings")) {
            return embedded(request, requestId);
        }
        if (path.endsWith("/models") || path.contains("/models/")) {
            return models(request, requestId);
        }
        throw new Complaint(Kind.UNKNOWN_PATH, path, "");
    }

    private void admit(Request request, Dialect dialect) {
        if (!admitted(request, dialect)) {
            throw new Complaint(dialect.key(request).isEmpty() ? Kind.NO_KEY : Kind.WRONG_KEY, "", "");
        }
    }

    private boolean admitted(Request request, Dialect dialect) {
        return dialect.key(request)
                .filter(key -> options.key().map(key::equals).orElse(true))
                .isPresent();
    }

    private Reply models(Request request, String requestId) {
        if (!request.method().equals("GET")) {
            throw new Complaint(Kind.WRONG_METHOD, request.path(), "");
        }
        List<Map.Entry<String, String>> headers = headers(request, OPENAI, requestId, false);
        if (request.path().endsWith("/models")) {
            return Reply.whole(200, headers, Json.indented(OpenAiChat.models(options.models())));
        }
        return Reply.whole(200, headers, Json.indented(OpenAiChat.model(listed(request.model()))));
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

    private Reply spoken(Request request, Script script, Dialect dialect, String requestId) {
        check(request);
        Question question = dialect.read(request);
        listed(question.model());
        Answer answer = Answer.to(question, options.cachedTokens());
        Dialect.Manner manner = manner(script);
        List<Map.Entry<String, String>> headers = headers(request, dialect, requestId, question.stream());
        return question.stream()
                ? Reply.stream(headers, dialect.events(question, answer, manner))
                : Reply.whole(200, headers, dialect.whole(answer, manner));
    }

    private Dialect.Manner manner(Script script) {
        return switch (script.content()) {
            case Content.Composed own ->
                new Dialect.Manner(own.chunk().orElse(options.chunk()), own.usage(), own.interleaved());
            case Content.Body _, Content.Wire _ -> new Dialect.Manner(options.chunk(), true, false);
        };
    }
}

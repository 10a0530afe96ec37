package io.ambo.cli;

import io.ambo.core.Message;
import io.ambo.core.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A model's answer: its text to standard output, and one line about it to standard error. */
final class Answer {

    private static final String EVENT = "data: ";
    private static final int WRONG = 400;

    private final Session session;
    private final RunningServer server;
    private final StringBuilder text = new StringBuilder();
    private volatile boolean stopped;

    Answer(Session session, RunningServer server) {
        this.session = session;
        this.server = server;
    }

    /** Shows it while it comes. */
    ExitCode show(HttpResponse<InputStream> response, boolean stream) {
        try (var body = response.body()) {
            Signals.on("INT", () -> stop(body));
            if (response.statusCode() >= WRONG) {
                throw RunningServer.refusal(response.statusCode(), text(body));
            }
            if (stream) {
                stream(body);
            } else {
                whole(text(body));
            }
        } catch (IOException e) {
            if (stopped) {
                return stopped();
            }
            throw new Unreachable(Message.of("cli.broke-off"));
        }
        if (stopped) {
            return stopped();
        }
        if (!session.terminal().out().checkError()) {
            about(response);
        }
        return ExitCode.DONE;
    }

    /** What came of it so far. */
    String text() {
        return text.toString();
    }

    /** Stops reading the answer; the server sees that the connection is closed. */
    private void stop(InputStream body) {
        stopped = true;
        try {
            body.close();
        } catch (IOException _) {
            // it is not read any more
        }
    }

    private ExitCode stopped() {
        session.print("");
        session.terminal().out().flush();
        session.say("cli.ask.stopped");
        return ExitCode.INTERRUPTED;
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    private void whole(String json) {
        if (session.json()) {
            session.print(json);
            return;
        }
        JsonView.of(json)
                .list("choices")
                .forEach(choice -> session.print(choice.at("message").text("content")));
    }

    /** Ends early where no one reads any more: what is generated from then on would be paid for nothing. */
    private void stream(InputStream body) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (var line = lines.readLine();
                line != null && !session.terminal().out().checkError();
                line = lines.readLine()) {
            if (line.startsWith(EVENT) && !line.endsWith("[DONE]")) {
                event(JsonView.of(line.substring(EVENT.length())), line.substring(EVENT.length()));
            }
        }
        session.print("");
    }

    private void event(JsonView event, String json) {
        if (event.at("error").isThere()) {
            session.print("");
            throw RunningServer.refusal(WRONG, json);
        }
        for (var choice : event.list("choices")) {
            text.append(choice.at("delta").text("content"));
            session.write(choice.at("delta").text("content"));
        }
    }

    private void about(HttpResponse<InputStream> response) {
        var id = response.headers().firstValue("x-ambo-request-id").orElse("");
        var model = response.headers().firstValue("x-ambo-model").orElse("?");
        var kind = response.headers().firstValue("x-ambo-destination").orElse("");
        session.sayWords(session.words("cli.ask.by", model, Words.kind(session, kind)) + details(id));
        if (response.headers().firstValue("x-ambo-below-floor").isPresent()) {
            session.say("cli.ask.below-floor");
        }
    }

    /** What the ledger says of it, where it may be asked. */
    private String details(String id) {
        try {
            var answer = JsonView.of(server.get(session.inLanguage("/api/ledger/" + ApiClient.encoded(id))));
            var entry = answer.at("entry");
            return session.words("cli.semicolon")
                    + session.words(
                            "cli.ask.details",
                            Words.dataClass(session, entry.text("class")),
                            Words.found(session, entry, answer.at("verdict").at("names")),
                            Words.cost(session, entry))
                    + session.words("cli.semicolon")
                    + session.words("cli.ask.see", id);
        } catch (Refusal | Unreachable _) {
            return session.words("cli.semicolon") + id;
        }
    }
}

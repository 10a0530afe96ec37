package io.ambo.cli;

import io.ambo.cli.ServerLauncher.ServerHere;
import io.ambo.core.Message;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends the demo's requests through real HTTP and shows what became of each. */
final class DemoRequests implements AutoCloseable {

    private static final Duration KEY_LIFE = Duration.ofHours(1);
    private static final String KEYS = "/api/keys";

    private final Session session;
    private final StandInProcess standIn;
    private final RunningServer server;
    private final Optional<String> keyId;

    /** Where keys are asked for, it gives itself one for as long as it lasts. */
    DemoRequests(Session session, ServerHere here, StandInProcess standIn) {
        this.session = session;
        this.standIn = standIn;
        var own = new RunningServer(here.address(), Optional.of(here.token()), Optional.empty(), session.language());
        if (here.keyless()) {
            server = own;
            keyId = Optional.empty();
        } else {
            var until = Instant.now().plus(KEY_LIFE).toString();
            var created = JsonView.of(own.post(
                    KEYS,
                    new JsonObject().text("name", "demo").text("expires", until).toString()));
            server = new RunningServer(
                    here.address(),
                    Optional.of(here.token()),
                    Optional.of(new Secret(created.text("secret"))),
                    session.language());
            keyId = Optional.of(created.at("key").text("id"));
        }
    }

    void show(DemoRequest request) {
        var before = standIn.recorded().size();
        var response = server.chat(request.json(), Map.of());
        var id = response.headers().firstValue("x-ambo-request-id").orElse("");
        var answer = answer(response.statusCode(), response.body());
        var account = JsonView.of(server.get(session.inLanguage("/api/ledger/" + ApiClient.encoded(id))));
        var left = standIn.recorded().stream().skip(before).toList();
        var page = new DemoPage(session, request, account, answer, left, values(request.text()));
        session.print(page.lines());
        session.terminal().out().flush();
        if (!page.leaks().isEmpty()) {
            throw new IllegalStateException("a value that was found left this machine in request " + id);
        }
        if (sent(account.at("entry"))
                != left.stream().mapToLong(body -> body.length).sum()) {
            throw new IllegalStateException("the ledger counts other bytes than the stand-in recorded for " + id);
        }
    }

    /** Bytes that went to closed destinations. */
    private static long sent(JsonView entry) {
        return entry.list("attempts").stream()
                .filter(attempt -> attempt.text("kind").equals("closed"))
                .mapToLong(attempt -> attempt.number("sent"))
                .sum();
    }

    private static String answer(int status, java.io.InputStream body) {
        try (body) {
            var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (status != 200) {
                throw RunningServer.refusal(status, text);
            }
            return JsonView.of(text).list("choices").getFirst().at("message").text("content");
        } catch (IOException e) {
            throw Refusal.of(Reason.UPSTREAM_FAILED, Message.of("cli.broke-off"));
        }
    }

    /** What is found in a text, each value as it was written. */
    private List<String> values(String text) {
        var masked = JsonView.of(server.post(
                session.inLanguage("/api/mask"),
                new JsonObject().text("text", text).toString()));
        return masked.list("findings").stream().map(it -> it.text("value")).toList();
    }

    @Override
    public void close() {
        keyId.ifPresent(id -> server.ask("DELETE", KEYS + "/" + ApiClient.encoded(id), Optional.empty()));
    }
}

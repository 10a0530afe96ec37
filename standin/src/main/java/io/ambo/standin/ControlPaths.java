package io.ambo.standin;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The control paths under {@code /standin/}: recorded requests and scripts. Calls to them are not recorded. */
final class ControlPaths {
    private static final String ROOT = "/standin/";

    private final RequestLog log;
    private final Scripts scripts;
    private final Runnable closeIdle;

    ControlPaths(RequestLog log, Scripts scripts, Runnable closeIdle) {
        this.log = log;
        this.scripts = scripts;
        this.closeIdle = closeIdle;
    }

    static boolean serves(Request request) {
        return request.target().startsWith(ROOT);
    }

    Reply answer(Request request) {
        try {
            return switch (request.method() + " " + request.path().substring(ROOT.length())) {
                case "GET requests" -> json(200, Json.object("requests", recorded()));
                case "DELETE requests" -> done(log::forget);
                case "POST script" -> done(() -> scripts.next(ScriptJson.read(request.body())));
                case "PUT script" -> done(() -> scripts.always(onlyOne(ScriptJson.read(request.body()))));
                case "DELETE script" -> done(scripts::clear);
                case "DELETE connections" -> done(closeIdle);
                default ->
                    json(
                            404,
                            Json.object(
                                    "error",
                                    "no such path; there are " + ROOT + "requests (GET, DELETE), " + ROOT
                                            + "script (POST, PUT, DELETE) and " + ROOT + "connections (DELETE)"));
            };
        } catch (IllegalArgumentException wrong) {
            return json(400, Json.object("error", wrong.getMessage()));
        }
    }

    private static Script onlyOne(List<Script> scripts) {
        if (scripts.size() != 1) {
            throw new IllegalArgumentException("PUT takes one script, not " + scripts.size());
        }
        return scripts.getFirst();
    }

    private static Reply done(Runnable change) {
        change.run();
        return json(200, Json.object("ok", true));
    }

    private static Reply json(int status, JsonNode body) {
        return Reply.whole(status, List.of(Map.entry("content-type", "application/json")), Json.indented(body));
    }

    private List<JsonNode> recorded() {
        return log.all().stream().map(ControlPaths::node).toList();
    }

    private static JsonNode node(Recorded recorded) {
        List<List<String>> headers = recorded.headers().stream()
                .map(header -> List.of(header.getKey(), header.getValue()))
                .toList();
        return Json.object(
                "number", recorded.number(),
                "connection", recorded.connection(),
                "method", recorded.method(),
                "target", recorded.target(),
                "headers", headers,
                "body", Base64.getEncoder().encodeToString(recorded.body()),
                "whole", recorded.whole(),
                "received_nanos", recorded.received(),
                "ending", recorded.ending().name().toLowerCase(Locale.ROOT),
                "ended_nanos", recorded.ended());
    }
}

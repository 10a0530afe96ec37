package io.ambo.format;

import java.util.ArrayList;
import java.util.List;

/** Makes up OpenAI chat requests, with everything in them that callers may send and much that they should not. */
final class RandomRequest {

    /** JSON of all six kinds, inside a string. */
    private static final List<String> ARGUMENTS = List.of(
            "{\\\"zza\\\":\\\"b\\\"}",
            "{\\\"zza\\\":\\\"b\\\"}",
            "[\\\"zzb\\\"]",
            " \\\"zzc 13812345678\\\"",
            "13812345678",
            "true",
            "null",
            "");

    private final RandomJson json;

    RandomRequest(long seed) {
        json = new RandomJson(seed);
    }

    String text() {
        var members = new ArrayList<String>();
        members.add(json.member("model", "\"auto\""));
        members.add(json.member("messages", json.array(this::message, 1 + json.upTo(3))));
        maybe(members, "tools", () -> json.array(this::tool, json.upTo(2)));
        maybe(members, "stream", () -> json.one(List.of("true", "false", "null")));
        maybe(members, "temperature", () -> json.one(List.of("0.25", "1", "0.123456")));
        maybe(members, "user", json::string);
        maybe(members, "metadata", () -> json.object(List.of(), 2));
        maybe(members, "stop", () -> json.array(json::string, 2));
        maybe(members, "seed", json::number);
        maybe(members, "response_format", () -> json.object(List.of(json.member("type", "\"text\"")), 2));
        return json.object(members, 3);
    }

    private void maybe(List<String> members, String name, java.util.function.Supplier<String> value) {
        if (json.chance(30)) {
            members.add(json.member(name, value.get()));
        }
    }

    private String message() {
        var members = new ArrayList<String>();
        members.add(json.member(
                "role",
                json.quoted(json.one(List.of("system", "developer", "user", "assistant", "tool", "function", "张伟")))));
        members.add(json.member("content", content()));
        maybe(members, "name", json::string);
        maybe(members, "tool_calls", () -> json.array(this::call, json.upTo(2)));
        maybe(members, "signature", json::string);
        members.add(json.member("tool_call_id", json.string()));
        return json.object(members, 2);
    }

    private String content() {
        return json.chance(40) ? json.string() : json.chance(10) ? "null" : json.array(this::part, json.upTo(4));
    }

    private String part() {
        return switch (json.upTo(5)) {
            case 0, 1, 2 ->
                json.object(List.of(json.member("type", "\"text\""), json.member("text", json.string())), 1);
            case 3 ->
                json.object(
                        List.of(
                                json.member("type", "\"image_url\""),
                                json.member("image_url", json.object(List.of(json.member("url", json.string())), 1))),
                        1);
            case 4 ->
                json.object(
                        List.of(
                                json.member("type", "\"input_audio\""),
                                json.member("text", json.string()),
                                json.member("input_audio", json.object(List.of(json.member("data", "\"AAAA\"")), 1))),
                        1);
            default -> json.object(List.of(json.member("type", json.string())), 2);
        };
    }

    private String call() {
        return json.object(
                List.of(
                        json.member("id", json.string()),
                        json.member("type", "\"function\""),
                        json.member(
                                "function",
                                json.object(
                                        List.of(
                                                json.member("name", json.string()),
                                                json.member("arguments", json.quoted(json.one(ARGUMENTS)))),
                                        1))),
                1);
    }

    private String tool() {
        return json.object(
                List.of(
                        json.member("type", "\"function\""),
                        json.member(
                                "function",
                                json.object(
                                        List.of(
                                                json.member("name", json.string()),
                                                json.member("parameters", json.object(List.of(), 3))),
                                        1))),
                1);
    }
}

package io.ambo.format;

import io.ambo.core.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parts of a whole reply, put together. */
final class CollectedReply {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final Map<Integer, Building> calls = new TreeMap<>();
    private ReplyPart.Begin begin = new ReplyPart.Begin("", "");
    private Optional<ReplyPart.Finish> finish = Optional.empty();
    private Optional<Usage> usage = Optional.empty();

    /** A call of a tool. */
    record Call(String id, String name, String input) {}

    private static final class Building {

        private String id = "";
        private String name = "";
        private final StringBuilder input = new StringBuilder();
    }

    void add(ReplyPart part) {
        switch (part) {
            case ReplyPart.Begin begun -> begin = begun;
            case ReplyPart.Text(var words) -> text.append(words);
            case ReplyPart.Thinking(var words) -> thinking.append(words);
            case ReplyPart.CallBegin(var number, var id, var name) -> {
                var call = call(number);
                call.id = id;
                call.name = name;
            }
            case ReplyPart.CallInput(var number, var json) -> call(number).input.append(json);
            case ReplyPart.Finish ended -> finish = Optional.of(ended);
            case ReplyPart.Counts(var counted) -> usage = Optional.of(counted);
        }
    }

    private Building call(int number) {
        return calls.computeIfAbsent(number, _ -> new Building());
    }

    ReplyPart.Begin begin() {
        return begin;
    }

    String text() {
        return text.toString();
    }

    String thinking() {
        return thinking.toString();
    }

    /** In the order of their numbers. */
    List<Call> calls() {
        return calls.values().stream()
                .map(call -> new Call(call.id, call.name, call.input.toString()))
                .toList();
    }

    Optional<ReplyPart.Finish> finish() {
        return finish;
    }

    Optional<Usage> usage() {
        return usage;
    }
}

package io.ambo.standin;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * An answer, independent of the dialect.
 *
 * @param id twelve hexadecimal digits, derived from the question alone
 */
record Answer(String id, String model, List<Choice> choices, Usage usage) {
    private static final String HONEST = "[stand-in: no real model is behind this answer] ";
    private static final String HONEST_CHINESE = "【替身应答：背后没有真正的模型】";

    Answer {
        choices = List.copyOf(choices);
    }

    /** Why an answer ended. */
    enum Finish {
        STOP,
        LENGTH,
        TOOLS
    }

    /** One of the requested choices: text, or tool calls. */
    record Choice(String text, List<Call> calls, Finish finish) {}

    /** A tool call. */
    record Call(String id, String name, JsonNode arguments) {}

    /** Tokens by kind; cached tokens are included in the prompt's. */
    record Usage(int prompt, int cached, int completion) {}

    /** The one answer to a question. */
    static Answer to(Question question, int cachedTokens) {
        String id = "%012x".formatted(hash(question.model() + "\n" + question.text()));
        List<Choice> choices = IntStream.range(0, question.choices())
                .mapToObj(index -> choice(question, id, index))
                .toList();
        int completion = choices.stream().mapToInt(Answer::tokens).sum();
        int cached = Math.min(cachedTokens, question.promptTokens());
        return new Answer(id, question.model(), choices, new Usage(question.promptTokens(), cached, completion));
    }

    private static Choice choice(Question question, String id, int index) {
        if (!question.calls().isEmpty()) {
            return new Choice("", calls(question, id, index), Finish.TOOLS);
        }
        String whole = question.format()
                .map(schema -> Json.compact(SchemaFilling.of(schema, question.text())))
                .orElseGet(() -> prose(question) + (index == 0 ? "" : " (" + (index + 1) + ")"));
        String text = Tokens.cut(whole, question.limit());
        return new Choice(text, List.of(), text.length() < whole.length() ? Finish.LENGTH : Finish.STOP);
    }

    private static List<Call> calls(Question question, String id, int choice) {
        return IntStream.range(0, question.calls().size())
                .mapToObj(index -> {
                    Question.Tool tool = question.calls().get(index);
                    JsonNode arguments = SchemaFilling.of(tool.schema(), question.text());
                    return new Call(id + choice + index, tool.name(), arguments);
                })
                .toList();
    }

    private static String prose(Question question) {
        String text = question.text();
        if (Tokens.chinese(text)) {
            return HONEST_CHINESE + (question.fromTool() ? "工具返回的是：「" : "你说的是：「") + text + "」";
        }
        return HONEST + (question.fromTool() ? "The tool returned: \"" : "You wrote: \"") + text + "\"";
    }

    private static int tokens(Choice choice) {
        return Tokens.in(choice.text())
                + choice.calls().stream()
                        .mapToInt(call -> Tokens.in(call.name()) + Tokens.in(Json.compact(call.arguments())))
                        .sum();
    }

    /** FNV-1a over UTF-16 units, folded to 48 bits: http://www.isthe.com/chongo/tech/comp/fnv/ . */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return (hash ^ (hash >>> 48)) & 0xffff_ffff_ffffL;
    }

    /** The text in pieces of that many characters; a surrogate pair counts as one and is never split. */
    static List<String> pieces(String text, int size) {
        int[] characters = text.codePoints().toArray();
        return IntStream.iterate(0, start -> start < characters.length, start -> start + size)
                .mapToObj(start -> new String(characters, start, Math.min(size, characters.length - start)))
                .toList();
    }
}

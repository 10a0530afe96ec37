package io.ambo.format;

import io.ambo.core.Usage;
import io.ambo.format.ReplyPart.Begin;
import io.ambo.format.ReplyPart.CallBegin;
import io.ambo.format.ReplyPart.CallInput;
import io.ambo.format.ReplyPart.Counts;
import io.ambo.format.ReplyPart.End;
import io.ambo.format.ReplyPart.Finish;
import io.ambo.format.ReplyPart.Text;
import io.ambo.format.ReplyPart.Thinking;
import io.ambo.wire.JsonWriter;
import io.ambo.wire.SseEvent;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes a reply as chat completion chunks, or as one chat completion. */
final class OpenAiPartWriter implements ReplyPartWriter {

    private final long created;
    private final boolean includeUsage;
    private final CollectedReply collected = new CollectedReply();
    private Begin begin = new Begin("", "");
    private Optional<Usage> usage = Optional.empty();

    /** {@code includeUsage} says whether the caller wants the usage of a stream. */
    OpenAiPartWriter(long created, boolean includeUsage) {
        this.created = created;
        this.includeUsage = includeUsage;
    }

    @Override
    public void part(ReplyPart part, Consumer<SseEvent> out) {
        switch (part) {
            case Begin begun -> {
                begin = begun;
                delta(out, json -> json.member("role", "assistant"));
            }
            case Text(var text) -> delta(out, json -> json.member("content", text));
            case Thinking(var text) -> delta(out, json -> json.member("reasoning_content", text));
            case CallBegin(var number, var id, var name) -> callBegin(number, id, name, out);
            case CallInput(var number, var fragment) -> callInput(number, fragment, out);
            case Finish(var end, var _) -> finish(end, out);
            case Counts(var counted) -> usage = Optional.of(counted);
        }
    }

    private void callBegin(int number, String id, String name, Consumer<SseEvent> out) {
        delta(out, json -> {
            json.name("tool_calls").openArray().openObject().member("index", number);
            json.member("id", id).member("type", "function");
            json.name("function").openObject().member("name", name);
            json.member("arguments", "").closeObject().closeObject().closeArray();
        });
    }

    private void callInput(int number, String fragment, Consumer<SseEvent> out) {
        delta(out, json -> {
            json.name("tool_calls").openArray().openObject().member("index", number);
            json.name("function").openObject().member("arguments", fragment);
            json.closeObject().closeObject().closeArray();
        });
    }

    private void finish(End end, Consumer<SseEvent> out) {
        chunk(out, json -> {
            json.openObject().member("index", 0).name("delta").openObject().closeObject();
            json.member("finish_reason", word(end)).closeObject();
        });
    }

    private static String word(End end) {
        return switch (end) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case CALLS -> "tool_calls";
            case REFUSED -> "content_filter";
        };
    }

    private void delta(Consumer<SseEvent> out, Consumer<JsonWriter> members) {
        chunk(out, json -> {
            json.openObject().member("index", 0).name("delta").openObject();
            members.accept(json);
            json.closeObject().name("finish_reason").nothing().closeObject();
        });
    }

    private void chunk(Consumer<SseEvent> out, Consumer<JsonWriter> choice) {
        var json = head("chat.completion.chunk", new JsonWriter());
        choice.accept(json);
        out.accept(SseEvent.of(json.closeArray().closeObject().toString()));
    }

    private JsonWriter head(String object, JsonWriter json) {
        json.openObject().member("id", begin.id()).member("object", object);
        return json.member("created", created)
                .member("model", begin.model())
                .name("choices")
                .openArray();
    }

    @Override
    public void end(Consumer<SseEvent> out) {
        if (includeUsage) {
            usage.ifPresent(counted -> {
                var json = head("chat.completion.chunk", new JsonWriter()).closeArray();
                write(counted, json);
                out.accept(SseEvent.of(json.closeObject().toString()));
            });
        }
        out.accept(OpenAiChat.DONE);
    }

    /** The prompt's tokens are the sum of all three kinds of input. */
    private static void write(Usage usage, JsonWriter json) {
        var prompt = usage.input() + usage.cachedInput() + usage.cacheWrite();
        var completion = usage.output() + usage.reasoning();
        json.name("usage").openObject();
        json.member("prompt_tokens", prompt);
        json.member("completion_tokens", completion);
        json.member("total_tokens", prompt + completion);
        json.name("prompt_tokens_details").openObject();
        json.member("cached_tokens", usage.cachedInput());
        json.member("cache_write_tokens", usage.cacheWrite());
        json.closeObject().name("completion_tokens_details").openObject();
        json.member("reasoning_tokens", usage.reasoning());
        json.closeObject().closeObject();
    }

    @Override
    public void collect(ReplyPart part) {
        collected.add(part);
    }

    @Override
    public byte[] whole() {
        begin = collected.begin();
        var json = head("chat.completion", new JsonWriter(1024));
        json.openObject().member("index", 0).name("message");
        message(json);
        json.name("finish_reason");
        collected.finish().ifPresentOrElse(finish -> json.string(word(finish.end())), json::nothing);
        json.closeObject().closeArray();
        collected.usage().ifPresent(counted -> write(counted, json));
        return json.closeObject().bytes();
    }

    private void message(JsonWriter json) {
        json.openObject().member("role", "assistant").name("content");
        if (collected.text().isEmpty()) {
            json.nothing();
        } else {
            json.string(collected.text());
        }
        if (!collected.thinking().isEmpty()) {
            json.member("reasoning_content", collected.thinking());
        }
        if (!collected.calls().isEmpty()) {
            json.name("tool_calls").openArray();
            collected.calls().forEach(call -> {
                json.openObject().member("id", call.id()).member("type", "function");
                json.name("function").openObject().member("name", call.name());
                json.member("arguments", call.input()).closeObject().closeObject();
            });
            json.closeArray();
        }
        json.closeObject();
    }
}

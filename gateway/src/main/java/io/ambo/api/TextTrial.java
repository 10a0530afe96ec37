package io.ambo.api;

import io.ambo.api.TrialSums.Fate;
import io.ambo.catalog.Catalog;
import io.ambo.core.Caller;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.pipeline.Preview;
import io.ambo.wire.JsonWriter;
import java.util.Map;
import java.util.Optional;

/** What another policy would do to requests whose texts are there: the whole decision, made by both. Nothing is sent. */
public final class TextTrial {

    private final Preview before;
    private final Preview after;
    private final String policy;
    private final TrialSums sums;

    /**
     * Compares what two previews say.
     *
     * @param before as things are
     * @param after with the tried policy as the usual one
     * @param policy its name
     */
    public TextTrial(Preview before, Preview after, Catalog catalog, String policy) {
        this.before = before;
        this.after = after;
        this.policy = policy;
        this.sums = new TrialSums(catalog.rates());
    }

    /** A request in OpenAI's chat format; {@code id} names it among the examples. */
    public void add(String id, byte[] body) {
        try {
            var was = fate(before, body);
            sums.add(id, was, fate(after, body));
        } catch (Refusal unreadable) {
            sums.unknown(unreadable.reason() == Reason.SCAN_FAILED ? "scan-failed" : "unreadable");
        }
    }

    private static Fate fate(Preview preview, byte[] body) {
        var result = preview.of(body, Optional.empty(), Map.of(), Caller.keyless());
        var winner = result.verdict().winner();
        return new Fate(
                result.dataClass(),
                winner.map(it -> it.destination().kind()),
                winner.map(it -> it.treatment()),
                winner.flatMap(it -> it.estimate()));
    }

    /** The same object as {@code /api/trial} answers. */
    public String toJson() {
        var json = new JsonWriter(4096).openObject().member("policy", policy);
        sums.write(json);
        return json.name("limits").openArray().closeArray().closeObject().toString();
    }
}

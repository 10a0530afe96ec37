package io.ambo.pipeline;

import io.ambo.format.AnthropicMessages;
import java.util.function.Supplier;

/** How many tokens a request would take, estimated by its text; no model is asked and nothing leaves. */
public final class TokenEstimate {

    private final Supplier<Snapshot> snapshot;

    public TokenEstimate(Supplier<Snapshot> snapshot) {
        this.snapshot = snapshot;
    }

    /** Of a request of Anthropic's Messages. */
    public long of(byte[] body) {
        var now = snapshot.get();
        var request = AnthropicMessages.toCount(body, now.nesting());
        var findings = now.rules(now.policy()).scanner().scan(request.body());
        return request.portions().all(findings.profile().tokens());
    }
}

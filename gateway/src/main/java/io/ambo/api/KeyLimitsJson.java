package io.ambo.api;

import io.ambo.access.KeyBudget;
import io.ambo.access.KeyLimits;
import io.ambo.access.KeyUse;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.JsonWriter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The limits of a key as members of JSON: {@code requests_per_minute} and {@code tokens_per_minute} are numbers,
 * {@code budget} is a text such as {@code 5USD/day}; {@code "none"} removes a limit.
 */
final class KeyLimitsJson {

    private static final String REQUESTS = "requests_per_minute";
    private static final String TOKENS = "tokens_per_minute";
    private static final String BUDGET = "budget";
    private static final String NO_LIMIT = "none";

    static final Set<String> MEMBERS = Set.of(REQUESTS, TOKENS, BUDGET);

    private KeyLimitsJson() {}

    /** The limits in a body; a limit that it does not contain stays as in {@code now}. */
    static KeyLimits read(RequestBody body, KeyLimits now) {
        return new KeyLimits(
                number(body, REQUESTS, now.requestsPerMinute()),
                number(body, TOKENS, now.tokensPerMinute()),
                budget(body, now.budget()));
    }

    private static OptionalLong number(RequestBody body, String name, OptionalLong now) {
        var text = body.text(name);
        if (text.isEmpty()) {
            return now;
        }
        if (text.get().equals(NO_LIMIT)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException _) {
            throw Refusal.of(Reason.INVALID_MEMBER, "limit.bad-number", KeyLimits.MOST)
                    .at(name);
        }
    }

    private static Optional<KeyBudget> budget(RequestBody body, Optional<KeyBudget> now) {
        var text = body.text(BUDGET);
        if (text.isEmpty()) {
            return now;
        }
        return text.filter(it -> !it.equals(NO_LIMIT)).map(KeyBudget::of);
    }

    /**
     * Writes members into the open object; {@code use} is {@code null} if there is no limit or no server is counting.
     */
    static void write(JsonWriter json, KeyLimits limits, Optional<KeyUse> use) {
        number(json, REQUESTS, limits.requestsPerMinute());
        number(json, TOKENS, limits.tokensPerMinute());
        json.name(BUDGET);
        limits.budget().ifPresentOrElse(budget -> json.string(budget.toString()), json::nothing);
        json.name("use");
        use.ifPresentOrElse(
                used -> {
                    json.openObject();
                    json.member("requests", used.requests());
                    json.member("tokens", used.tokens());
                    EntryJson.money(json, "spent", used.spent());
                    json.closeObject();
                },
                json::nothing);
    }

    private static void number(JsonWriter json, String name, OptionalLong number) {
        json.name(name);
        number.ifPresentOrElse(json::number, json::nothing);
    }
}

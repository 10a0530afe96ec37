package io.ambo.pipeline;

import io.ambo.core.Health;
import io.ambo.core.Money;
import io.ambo.privacy.TextProfile;
import io.ambo.routing.Question;
import io.ambo.routing.Question.Allowance;
import io.ambo.routing.Question.Content;
import io.ambo.routing.Question.Size;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts into one question everything that the choice for a request depends on. */
final class Questions {

    /** The tokens assumed for an answer without a limit, for estimates of cost: about a page. */
    private static final long USUAL_ANSWER = 500;

    private Questions() {}

    static Question of(Examined examined, SealedIssuers issuers, Health health, Optional<Money> budgetLeft) {
        var request = examined.request();
        var findings = examined.findings();
        var context = examined.context();
        var caller = context.caller();
        var content = new Content(
                examined.dataClass(),
                findings.counts(),
                findings.unmaskable(),
                findings.hasMedia(),
                findings.hasOpaque(),
                findings.hasOpaque() ? issuers.of(examined) : Set.of());
        return new Question(
                request.model(),
                context.policy(),
                new Allowance(caller.models(), caller.kinds()),
                content,
                new Size(
                        request.portions().all(findings.profile().tokens()),
                        Math.min(USUAL_ANSWER, request.maxOutput().orElse(USUAL_ANSWER)),
                        request.maxOutput(),
                        (int) Math.min(request.choices(), 1 << 10),
                        request.portions().longest(findings.profile().tokens())),
                request.needs(),
                languages(findings.profile()),
                examined.rules().router().steering(request.steering(), request.choices()),
                context.snapshot().availability().now(health),
                context.at(),
                budgetLeft);
    }

    /** Shares in percent: Latin letters count as English, Chinese characters as Chinese, each worth three letters. */
    private static Map<String, Integer> languages(TextProfile profile) {
        var latin = profile.latin();
        var han = 3 * profile.han();
        var all = latin + han;
        if (all == 0) {
            return Map.of();
        }
        var shares = new HashMap<String, Integer>();
        put(shares, "en", 100 * latin / all);
        put(shares, "zh", 100 * han / all);
        return shares;
    }

    private static void put(Map<String, Integer> shares, String language, long percent) {
        if (percent > 0) {
            shares.put(language, (int) percent);
        }
    }
}

package io.ambo.api;

import io.ambo.api.TrialSums.Fate;
import io.ambo.catalog.Catalog;
import io.ambo.catalog.Policy;
import io.ambo.core.DataClass;
import io.ambo.ledger.Entry;
import io.ambo.routing.Question;
import io.ambo.routing.Question.Content;
import io.ambo.routing.Router;
import io.ambo.wire.JsonWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What another policy would have done to requests of which the ledger keeps the question: class, treatment and choice
 * are made again from the counts of what was found, once by the policy of the time and once by the tried one, both with
 * the catalogue of today. No text is there to be scanned again.
 */
final class PolicyTrial {

    private final Catalog catalog;
    private final Policy tried;
    private final CountedClass classes;
    private final Router router;
    private final Map<String, Router> routers = new HashMap<>();
    private final TrialSums sums;

    PolicyTrial(Catalog catalog, Policy tried) {
        this.catalog = catalog;
        this.tried = tried;
        this.classes = new CountedClass(catalog);
        this.router = Router.of(catalog, tried);
        this.sums = new TrialSums(catalog.rates());
    }

    void add(Entry entry) {
        if (entry.question().isEmpty()) {
            sums.unknown("no-question");
            return;
        }
        var question = Question.fromJson(entry.question());
        var policy = catalog.policy(question.policy());
        if (policy.isEmpty()) {
            sums.unknown("policy-gone");
            return;
        }
        if (!question.content().found().keySet().stream().allMatch(id -> classes.knows(id, policy.get()))) {
            sums.unknown("recogniser-gone");
            return;
        }
        var after = under(question, policy.get());
        sums.add(
                entry.id(),
                fate(routers.computeIfAbsent(question.policy(), _ -> Router.of(catalog, policy.get())), question),
                fate(router, after));
    }

    /** The same question under the tried policy; a class that the caller raised, or that no count explains, stays. */
    private Question under(Question question, Policy policy) {
        var content = question.content();
        var raised =
                content.dataClass().compareTo(classes.of(content, policy)) > 0 ? content.dataClass() : DataClass.L0;
        var other = new Content(
                classes.of(content, tried).max(raised),
                content.found(),
                unmaskable(content, policy),
                content.media(),
                content.opaque(),
                content.issuers());
        return new Question(
                question.asked(),
                tried.name(),
                question.allowance(),
                other,
                question.size(),
                question.needs(),
                question.languages(),
                question.steering(),
                question.circumstances(),
                question.at(),
                question.budgetLeft());
    }

    /** What could not be replaced: because of its place, which stays, or because the policy of the time blocked it. */
    private Optional<String> unmaskable(Content content, Policy policy) {
        if (classes.blocks(content, tried)) {
            return Optional.of("$");
        }
        return classes.blocks(content, policy) ? Optional.empty() : content.unmaskable();
    }

    private static Fate fate(Router router, Question question) {
        var winner = router.explain(question).winner();
        return new Fate(
                question.content().dataClass(),
                winner.map(it -> it.destination().kind()),
                winner.map(it -> it.treatment()),
                winner.flatMap(it -> it.estimate()));
    }

    void write(JsonWriter json) {
        json.member("policy", tried.name());
        sums.write(json);
    }
}

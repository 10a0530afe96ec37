package io.ambo.privacy;

import io.ambo.catalog.Replacement;
import io.ambo.catalog.Replacements;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.Body;
import java.util.Map;
import java.util.Optional;

/** Chooses what takes the place of each finding of one request, as the policy has it. */
final class Replacer {

    private final Replacements rules;
    private final Placeholders placeholders;
    private final Surrogates surrogates;

    Replacer(Replacements rules, PlaceholderScope scope, Body body) {
        this.rules = rules;
        this.placeholders = new Placeholders(scope);
        this.surrogates = new Surrogates(scope, body);
    }

    /**
     * What takes the place of a finding; empty if it stays.
     *
     * @throws Refusal if the policy sends nothing that has a value of its kind
     */
    Optional<String> of(Finding finding) {
        if (rules.of(finding.kind()) == Replacement.BLOCK) {
            throw Refusal.of(Reason.NO_ALLOWED_MODEL, "privacy.blocked-kind", finding.named())
                    .at(finding.path());
        }
        return shown(finding);
    }

    /** The same for a look at it: what is blocked is shown as a placeholder. */
    Optional<String> shown(Finding finding) {
        return rules.of(finding.kind()) == Replacement.PASS
                ? Optional.empty()
                : other(finding).or(() -> Optional.of(placeholder(finding)));
    }

    /** What the policy has instead of a placeholder; empty where it has none, or this value gets none. */
    private Optional<String> other(Finding finding) {
        var kind = finding.kind();
        return switch (rules.of(kind)) {
            case PASS, PLACEHOLDER, BLOCK -> Optional.empty();
            case SURROGATE -> surrogates.madeUp(kind, finding.canonical(), finding.writing());
            case FORMAT_PRESERVING -> surrogates.otherDigits(kind, finding.canonical(), finding.writing());
            case GENERALISE -> Generalisation.of(kind, finding.writing());
        };
    }

    /** A placeholder, whatever the policy has for values of its kind. */
    String placeholder(Finding finding) {
        return placeholders.of(finding.token(), finding.canonical(), finding.writing());
    }

    /** The placeholders given out, and the text that each stands for. */
    Map<String, String> placeholders() {
        return placeholders.writings();
    }

    /** The made-up values given out, and the text that each stands for. */
    Map<String, String> surrogates() {
        return surrogates.writings();
    }
}

package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.core.KeyedHash;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.Body;
import io.ambo.wire.Edits;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.security.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Replaces findings, with placeholders unless the policy has it otherwise. It holds the installation's secret, from which every conversation's key is
 * derived.
 *
 * <p>Thread-safe. What is inserted has no character that JSON escapes, so it can be inserted unchanged into a string at
 * any nesting depth.
 */
public final class Deidentifier {

    private static final byte[] NOTHING = {};
    private static final int LEAST_SECRET = 16;

    private final Key secret;

    private Deidentifier(Key secret) {
        this.secret = secret;
    }

    /** Creates one from the installation's secret: at least 16 random bytes. */
    public static Deidentifier of(byte[] secret) {
        if (secret.length < LEAST_SECRET) {
            throw new IllegalArgumentException("the secret has at least " + LEAST_SECRET + " bytes");
        }
        return new Deidentifier(KeyedHash.key(secret));
    }

    /** The conversation with an id given by the caller. */
    public PlaceholderScope scope(String caller, String id) {
        return PlaceholderScope.of(secret, caller, "id " + id);
    }

    /**
     * The conversation of a caller who gave no id: identified by the first instruction and the first user text, which
     * do not change while a conversation grows.
     */
    public PlaceholderScope scope(String caller, Body body) {
        return PlaceholderScope.of(secret, caller, "text " + first(body, Role.SYSTEM) + '\0' + first(body, Role.USER));
    }

    private static String first(Body body, Role role) {
        for (var span : body.spans()) {
            if (span.role() == role && span.form() == TextSpan.Form.TEXT) {
                return body.index().text(span.nodes()[0]);
            }
        }
        return "";
    }

    /**
     * The body with every finding replaced and every other edit applied.
     *
     * @param others edits unrelated to privacy that insert nothing unscanned
     * @throws Refusal if a finding cannot be replaced where it is and no other edit removes it
     * @throws IllegalArgumentException if the findings are those of another body
     */
    public Deidentified deidentify(Body body, Findings findings, PlaceholderScope scope, Edits others) {
        var replacer = new Replacer(findings.replacements(), scope, body);
        return deidentify(body, findings, replacer, replacer::of, others);
    }

    /** The same for a look at it: what the policy blocks is replaced by a placeholder. */
    static Deidentified shown(Body body, Findings findings, Replacer replacer) {
        return deidentify(body, findings, replacer, replacer::shown, new Edits());
    }

    private static Deidentified deidentify(
            Body body,
            Findings findings,
            Replacer replacer,
            Function<Finding, Optional<String>> replacement,
            Edits others) {
        demandSame(body, findings);
        var edits = new Edits();
        edits.addAll(others);
        var counts = new HashMap<String, Integer>();
        for (var finding : findings.findings()) {
            if (!leavesAnyway(finding, others)) {
                var text = replacement.apply(finding);
                if (text.isPresent()) {
                    replace(finding, text.get(), edits);
                    counts.merge(finding.recogniser(), 1, Integer::sum);
                }
            }
        }
        for (var lookAlike : findings.lookAlikes()) {
            if (lookAlike.replaceable() && !leavesAnyway(lookAlike, others)) {
                replace(lookAlike, replacer.placeholder(lookAlike), edits);
            }
        }
        var placeholders = replacer.placeholders();
        var surrogates = replacer.surrogates();
        var hosts = placeholders.isEmpty() && surrogates.isEmpty() ? KnownHosts.NONE : KnownHosts.of(body);
        return Deidentified.of(edits.applyTo(body.bytes()), placeholders, surrogates, counts, hosts);
    }

    /** The body with no findings replaced, for a destination that may see its class in the clear. */
    public Deidentified clear(Body body, Findings findings, Edits others) {
        demandSame(body, findings);
        return Deidentified.of(others.applyTo(body.bytes()), Map.of(), Map.of(), Map.of(), KnownHosts.NONE);
    }

    /** Must be the same body, not an equal one; byte arrays are compared by identity anyway. */
    @SuppressWarnings("ReferenceEquality")
    private static void demandSame(Body body, Findings findings) {
        if (findings.body() != body) {
            throw new IllegalArgumentException("these are the findings of another body");
        }
    }

    private static boolean leavesAnyway(Finding finding, Edits others) {
        var ranges = finding.ranges();
        for (var i = 0; i < ranges.length; i += 2) {
            if (!others.covers(ranges[i], ranges[i + 1])) {
                return false;
            }
        }
        return true;
    }

    private static void replace(Finding finding, String text, Edits edits) {
        if (!finding.replaceable()) {
            throw Refusal.of(Reason.NO_ALLOWED_MODEL, "privacy.unmaskable", finding.named())
                    .hint("privacy.unmaskable.hint")
                    .at(finding.path());
        }
        var ranges = finding.ranges();
        edits.replace(ranges[0], ranges[1], text.getBytes(UTF_8));
        for (var i = 2; i < ranges.length; i += 2) {
            edits.replace(ranges[i], ranges[i + 1], NOTHING);
        }
    }
}

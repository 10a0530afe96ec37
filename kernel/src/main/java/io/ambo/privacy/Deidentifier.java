package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.Body;
import io.ambo.wire.Edits;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.security.Key;
import java.util.HashMap;
import java.util.Map;

/**
 * Replaces findings with placeholders. It holds the installation's secret, from which every conversation's key is
 * derived.
 *
 * <p>Thread-safe. A placeholder is ASCII without characters that JSON escapes, so it can be inserted unchanged into a
 * string at any nesting depth.
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
        return new Deidentifier(PlaceholderScope.secret(secret));
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
        demandSame(body, findings);
        var edits = new Edits();
        edits.addAll(others);
        var placeholders = new Placeholders(scope);
        var counts = new HashMap<String, Integer>();
        for (var finding : findings.findings()) {
            if (!leavesAnyway(finding, others)) {
                replace(finding, placeholders, edits);
                counts.merge(finding.recogniser(), 1, Integer::sum);
            }
        }
        for (var lookAlike : findings.lookAlikes()) {
            if (lookAlike.replaceable() && !leavesAnyway(lookAlike, others)) {
                replace(lookAlike, placeholders, edits);
            }
        }
        var writings = placeholders.writings();
        var hosts = writings.isEmpty() ? KnownHosts.NONE : KnownHosts.of(body);
        return Deidentified.of(edits.applyTo(body.bytes()), writings, counts, hosts);
    }

    /** The body with no findings replaced, for a destination that may see its class in the clear. */
    public Deidentified clear(Body body, Findings findings, Edits others) {
        demandSame(body, findings);
        return Deidentified.of(others.applyTo(body.bytes()), Map.of(), Map.of(), KnownHosts.NONE);
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

    private static void replace(Finding finding, Placeholders placeholders, Edits edits) {
        if (!finding.replaceable()) {
            throw Refusal.of(Reason.NO_ALLOWED_MODEL, "privacy.unmaskable", finding.named())
                    .hint("privacy.unmaskable.hint")
                    .at(finding.path());
        }
        var placeholder = placeholders.of(finding.token(), finding.canonical(), finding.writing());
        var ranges = finding.ranges();
        edits.replace(ranges[0], ranges[1], placeholder.getBytes(US_ASCII));
        for (var i = 2; i < ranges.length; i += 2) {
            edits.replace(ranges[i], ranges[i + 1], NOTHING);
        }
    }
}

package io.ambo.privacy;

import io.ambo.catalog.Replacement;
import io.ambo.catalog.Replacements;
import io.ambo.core.DataClass;
import io.ambo.wire.Body;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The findings of one body, and the class that results from them. */
public final class Findings {

    /** The JSON path of the whole body. */
    private static final String WHOLE = "$";

    private final Body body;
    private final List<Finding> findings;
    private final List<Finding> lookAlikes;
    private final List<Finding> mentions;
    private final DataClass dataClass;
    private final Scanned scanned;
    private final Replacements replacements;
    private final boolean complete;
    private final boolean named;

    Findings(Body body, List<Finding> all, DataClass dataClass, Scanned scanned, Replacements replacements) {
        this.body = body;
        this.findings =
                all.stream().filter(f -> !isLookAlike(f) && !f.isMention()).toList();
        this.lookAlikes = all.stream().filter(Findings::isLookAlike).toList();
        this.mentions = all.stream().filter(Finding::isMention).toList();
        this.dataClass = dataClass;
        this.scanned = scanned;
        this.replacements = replacements;
        this.complete = true;
        this.named = false;
    }

    private Findings(Findings other, boolean complete, boolean named) {
        this.body = other.body;
        this.findings = other.findings;
        this.lookAlikes = other.lookAlikes;
        this.mentions = other.mentions;
        this.dataClass = other.dataClass;
        this.scanned = other.scanned;
        this.replacements = other.replacements;
        this.complete = complete;
        this.named = named;
    }

    /**
     * The findings of a body whose scan was not completed: the highest class, nothing replaceable, every byte counted
     * as a letter.
     */
    static Findings unscanned(Body body) {
        var profile = new TextProfile(body.bytes().length, 0, 0, 0);
        var nothing = new Scanned(List.of(), List.of(), profile);
        return new Findings(
                new Findings(body, List.of(), DataClass.L5, nothing, Replacements.PLACEHOLDERS), false, true);
    }

    /** The same, after the search for names that only taggers find. */
    Findings named() {
        return new Findings(this, complete, true);
    }

    /** Returns whether names that only taggers find have been searched for, or cannot be. */
    public boolean isNamed() {
        return named;
    }

    /** What takes the place of findings, as the policy has it. */
    Replacements replacements() {
        return replacements;
    }

    /** Returns whether the scan was completed. */
    boolean isComplete() {
        return complete;
    }

    /** What the search for names starts from. */
    Scanned scanned() {
        return scanned;
    }

    private static boolean isLookAlike(Finding finding) {
        return finding.recogniser().equals(Scanner.LOOK_ALIKE);
    }

    /** The scanned body; the findings apply to no other. */
    public Body body() {
        return body;
    }

    /** In body order. */
    public List<Finding> findings() {
        return findings;
    }

    /** Places and organisations that are only reported and stay in the text, in body order. */
    public List<Finding> mentions() {
        return mentions;
    }

    /** Texts that look like placeholders; they are not sensitive but are replaced too. */
    List<Finding> lookAlikes() {
        return lookAlikes;
    }

    /** Returns whether nothing has to be replaced before the body may be sent. */
    public boolean isEmpty() {
        return findings.isEmpty() && lookAlikes.isEmpty();
    }

    /** The highest class among all findings, their aggregations, and media. */
    public DataClass dataClass() {
        return dataClass;
    }

    /** The number of findings of each kind, by recogniser id. */
    public Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        findings.forEach(finding -> counts.merge(finding.recogniser(), 1, Integer::sum));
        return counts;
    }

    /**
     * The JSON path of the first finding that cannot be replaced where it is, or whose kind the policy blocks, without any
     * text of the caller.
     */
    public Optional<String> unmaskable() {
        return !complete
                ? Optional.of(WHOLE)
                : findings.stream()
                        .filter(finding ->
                                !finding.replaceable() || replacements.of(finding.kind()) == Replacement.BLOCK)
                        .findFirst()
                        .map(Finding::keptPath);
    }

    /** Returns whether the body has images, audio or files. */
    public boolean hasMedia() {
        return body.media().length > 0;
    }

    /** Returns whether the body has parts that are never edited and may only be sent back to their issuer. */
    public boolean hasOpaque() {
        return body.opaque().length > 0;
    }

    public TextProfile profile() {
        return scanned.profile();
    }

    /** Class and counts, no values. */
    @Override
    public String toString() {
        return dataClass + " " + counts();
    }
}

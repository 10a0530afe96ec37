package io.ambo.privacy;

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
    private final DataClass dataClass;
    private final TextProfile profile;
    private final boolean scanned;

    Findings(Body body, List<Finding> all, DataClass dataClass, TextProfile profile) {
        this(body, all, dataClass, profile, true);
    }

    private Findings(Body body, List<Finding> all, DataClass dataClass, TextProfile profile, boolean scanned) {
        this.scanned = scanned;
        this.body = body;
        this.findings = all.stream().filter(f -> !isLookAlike(f)).toList();
        this.lookAlikes = all.stream().filter(Findings::isLookAlike).toList();
        this.dataClass = dataClass;
        this.profile = profile;
    }

    /**
     * The findings of a body whose scan was not completed: the highest class, nothing replaceable, every byte counted
     * as a letter.
     */
    static Findings unscanned(Body body) {
        return new Findings(body, List.of(), DataClass.L5, new TextProfile(body.bytes().length, 0, 0, 0), false);
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

    /** The JSON path of the first finding that cannot be replaced where it is, without any text of the caller. */
    public Optional<String> unmaskable() {
        return !scanned
                ? Optional.of(WHOLE)
                : findings.stream()
                        .filter(finding -> !finding.replaceable())
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
        return profile;
    }

    /** Class and counts, no values. */
    @Override
    public String toString() {
        return dataClass + " " + counts();
    }
}

package io.ambo.privacy;

import io.ambo.core.DataClass;
import io.ambo.wire.Body;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was found in one body, and the class that this makes it. */
public final class Findings {

    /** The JSON path of a body as a whole. */
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

    /** Of a body that was not read to its end: the highest class, nothing that could be replaced, every byte a letter. */
    static Findings unscanned(Body body) {
        return new Findings(body, List.of(), DataClass.L5, new TextProfile(body.bytes().length, 0, 0, 0), false);
    }

    private static boolean isLookAlike(Finding finding) {
        return finding.recogniser().equals(Scanner.LOOK_ALIKE);
    }

    /** The body that was scanned; findings hold for no other. */
    public Body body() {
        return body;
    }

    /** In the order of the body. */
    public List<Finding> findings() {
        return findings;
    }

    /** Texts that look like placeholders of ours; they are nothing sensitive, but are replaced too. */
    List<Finding> lookAlikes() {
        return lookAlikes;
    }

    /** Whether anything is to be replaced before the body may leave. */
    public boolean isEmpty() {
        return findings.isEmpty() && lookAlikes.isEmpty();
    }

    /** The highest class of all findings, what they are worth together, and that of media. */
    public DataClass dataClass() {
        return dataClass;
    }

    /** How many of each kind, by recogniser id. */
    public Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        findings.forEach(finding -> counts.merge(finding.recogniser(), 1, Integer::sum));
        return counts;
    }

    /** The JSON path of the first that was found where it cannot be replaced, with no text of the caller in it. */
    public Optional<String> unmaskable() {
        return !scanned
                ? Optional.of(WHOLE)
                : findings.stream()
                        .filter(finding -> !finding.replaceable())
                        .findFirst()
                        .map(Finding::keptPath);
    }

    /** Whether the body has pictures, sound or files. */
    public boolean hasMedia() {
        return body.media().length > 0;
    }

    /** Whether the body has parts that are never edited and go back only to whoever issued them. */
    public boolean hasOpaque() {
        return body.opaque().length > 0;
    }

    public TextProfile profile() {
        return profile;
    }

    /** Class and counts, no value. */
    @Override
    public String toString() {
        return dataClass + " " + counts();
    }
}

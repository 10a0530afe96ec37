package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.catalog.Kind;
import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.core.DataClass;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.privacy.Tagger.Certainty;
import io.ambo.wire.Body;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** De-identifies plain text, for people who want to see what would be sent. */
public final class Masking {

    private final Scanner scanner;
    private final Deidentifier deidentifier;

    private Masking(Scanner scanner, Deidentifier deidentifier) {
        this.scanner = scanner;
        this.deidentifier = deidentifier;
    }

    public static Masking of(Scanner scanner, Deidentifier deidentifier) {
        return new Masking(scanner, deidentifier);
    }

    /**
     * A row of the table of findings.
     *
     * @param start the first character of the value in the original text, in UTF-16 units
     * @param end the character after its last
     * @param placeholder what replaces it; empty where it is only reported and stays
     * @param restored whether the value is put back where this is found; a coarser value is not
     * @param value the original value; only for the person who supplied the text
     * @param certainty how sure the tagger is that found it; empty if a recogniser did
     * @param score the tagger's own measure of it
     */
    public record Row(
            String recogniser,
            Kind kind,
            DataClass dataClass,
            int start,
            int end,
            String placeholder,
            boolean restored,
            String value,
            Optional<Certainty> certainty,
            int score) {

        /** Omits the value. */
        @Override
        public String toString() {
            return recogniser + " (" + dataClass + ") " + start + "-" + end + " " + placeholder;
        }
    }

    /** The text with placeholders, and the values they stand for. */
    public static final class Masked {

        private final String text;
        private final DataClass dataClass;
        private final List<Row> rows;
        private final Deidentified deidentified;

        private Masked(String text, DataClass dataClass, List<Row> rows, Deidentified deidentified) {
            this.text = text;
            this.dataClass = dataClass;
            this.rows = List.copyOf(rows);
            this.deidentified = deidentified;
        }

        public String text() {
            return text;
        }

        /** The class of the whole text. */
        public DataClass dataClass() {
            return dataClass;
        }

        /** In text order. */
        public List<Row> rows() {
            return rows;
        }

        /** Replaces these placeholders in another text with their values. */
        public String restore(String other) {
            return Restorer.of(deidentified, RestoreInAddresses.ALL).whole(other, false);
        }
    }

    /**
     * Masks a text within a conversation that the caller named.
     *
     * @throws Refusal if the scan was given up
     */
    public Masked mask(String text, PlaceholderScope scope) {
        var body = body(text);
        var findings = findings(body);
        var replacer = new Replacer(findings.replacements(), scope, body);
        var deidentified = Deidentifier.shown(body, findings, replacer);
        var bytes = deidentified.bytes();
        var masked = JsonText.decode(bytes, 1, bytes.length - 1);
        var rows = rows(body, findings, replacer, deidentified.values().keySet());
        return new Masked(masked, findings.dataClass(), rows, deidentified);
    }

    /**
     * Masks the passages of a document, each of which is a text in parts.
     *
     * @throws Refusal if the scan was given up
     */
    public MaskedPassages mask(List<List<String>> passages, PlaceholderScope scope) {
        var body = MaskedPassages.body(passages);
        var findings = findings(body);
        var replacer = new Replacer(findings.replacements(), scope, body);
        return MaskedPassages.of(passages, findings, Deidentifier.shown(body, findings, replacer));
    }

    /** Where values keep their placeholders: everywhere where the same name is used. */
    public PlaceholderScope scope(String name) {
        return deidentifier.scope("mask", name);
    }

    /** Every finding; of a scan that was given up nothing is known, so nothing would be replaced. */
    private Findings findings(Body body) {
        var findings = scanner.withNames(scanner.scan(body), () -> false);
        if (!findings.isComplete()) {
            throw Refusal.of(Reason.SCAN_FAILED, "privacy.mask-unscanned");
        }
        return findings;
    }

    /** Masks a text within a conversation identified by the text itself. */
    public Masked mask(String text) {
        return mask(text, deidentifier.scope("mask", body(text)));
    }

    private static Body body(String text) {
        var bytes = ('"' + JsonText.escape(text) + '"').getBytes(UTF_8);
        try {
            var span = TextSpan.of(Role.USER, TextSpan.Form.TEXT, 0);
            return new Body(JsonIndex.of(bytes), List.of(span), new int[0], new int[0]);
        } catch (JsonException e) {
            throw new IllegalStateException("a text that was just written as JSON is none", e);
        }
    }

    private static List<Finding> inOrder(Findings findings) {
        return Stream.concat(findings.findings().stream(), findings.mentions().stream())
                .sorted(Comparator.comparingInt(Finding::start))
                .toList();
    }

    private static List<Row> rows(Body body, Findings findings, Replacer replacer, Set<String> restored) {
        var rows = new ArrayList<Row>();
        var read = 1;
        var characters = 0;
        for (var finding : inOrder(findings)) {
            var ranges = finding.ranges();
            characters += JsonText.decode(body.bytes(), read, ranges[0]).length();
            var end = characters + finding.writing().length();
            var placeholder = finding.isMention() ? "" : replacer.shown(finding).orElse("");
            rows.add(new Row(
                    finding.recogniser(),
                    finding.kind(),
                    finding.dataClass(),
                    characters,
                    end,
                    placeholder,
                    restored.contains(placeholder),
                    finding.writing(),
                    finding.certainty(),
                    finding.score()));
            read = ranges[1];
            characters = end;
        }
        return rows;
    }
}

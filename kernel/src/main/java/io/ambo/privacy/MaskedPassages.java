package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.core.DataClass;
import io.ambo.wire.Body;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The passages of a document with every finding replaced. A passage is a text in parts: a paragraph and its runs, a row
 * and its cells. Its parts are read as one text, so that a value that lies in several of them is found, and each part
 * alone.
 */
public final class MaskedPassages {

    private final List<List<String>> passages;
    private final List<int[]> covered;
    private final Findings findings;
    private final Map<String, String> values;

    private MaskedPassages(
            List<List<String>> passages, List<int[]> covered, Findings findings, Map<String, String> values) {
        this.passages = List.copyOf(passages);
        this.covered = List.copyOf(covered);
        this.findings = findings;
        this.values = Map.copyOf(values);
    }

    /** The passages as a body: an array of all their parts, each passage one text. Parts without text are left out. */
    static Body body(List<List<String>> passages) {
        var json = new StringBuilder("[");
        var spans = new ArrayList<TextSpan>(passages.size());
        var node = 1;
        for (var passage : passages) {
            var first = node;
            for (var part : passage) {
                if (!part.isEmpty()) {
                    json.append(node == 1 ? "\"" : ",\"")
                            .append(JsonText.escape(part))
                            .append('"');
                    node++;
                }
            }
            if (node > first) {
                spans.add(new TextSpan(Role.USER, TextSpan.Form.TEXT, nodes(first, node)));
            }
        }
        return new Body(index(json.append(']').toString().getBytes(UTF_8)), spans, new int[0], new int[0]);
    }

    private static int[] nodes(int from, int to) {
        var nodes = new int[to - from];
        for (var i = 0; i < nodes.length; i++) {
            nodes[i] = from + i;
        }
        return nodes;
    }

    private static JsonIndex index(byte[] json) {
        try {
            return JsonIndex.of(json);
        } catch (JsonException e) {
            throw new IllegalStateException("texts that were just written as JSON are none", e);
        }
    }

    /** What became of these passages. */
    static MaskedPassages of(List<List<String>> passages, Findings findings, Deidentified deidentified) {
        var index = index(deidentified.bytes());
        var bytes = covered(findings);
        var masked = new ArrayList<List<String>>(passages.size());
        var covered = new ArrayList<int[]>(passages.size());
        var node = 1;
        for (var passage : passages) {
            var parts = new ArrayList<String>(passage.size());
            var counts = new int[passage.size()];
            for (var part : passage) {
                counts[parts.size()] = part.isEmpty() ? 0 : bytes[node];
                parts.add(part.isEmpty() ? "" : index.text(node++));
            }
            masked.add(parts);
            covered.add(counts);
        }
        return new MaskedPassages(masked, covered, findings, deidentified.values());
    }

    /** How many bytes of each node are part of a finding. */
    private static int[] covered(Findings findings) {
        var index = findings.body().index();
        var covered = new int[index.count()];
        for (var finding : findings.findings()) {
            var ranges = finding.ranges();
            for (var i = 0; i < ranges.length; i += 2) {
                covered[nodeAt(index, ranges[i])] += ranges[i + 1] - ranges[i];
            }
        }
        return covered;
    }

    /** The last string that begins at or before this byte. */
    private static int nodeAt(JsonIndex index, int at) {
        var low = 1;
        var high = index.count() - 1;
        while (low < high) {
            var middle = (low + high + 1) >>> 1;
            if (index.start(middle) <= at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** In the order and the parts in which they were given. */
    public List<List<String>> passages() {
        return passages;
    }

    /** How much of a part was replaced, in bytes; more is more, whatever the measure. */
    public int covered(int passage, int part) {
        return covered.get(passage)[part];
    }

    /** The class of all of them together. */
    public DataClass dataClass() {
        return findings.dataClass();
    }

    /** How many values of each kind were found, by the kind's id. */
    public Map<String, Integer> found() {
        var kinds = new TreeMap<String, Integer>();
        findings.findings().forEach(it -> kinds.merge(it.kind().id(), 1, Integer::sum));
        return kinds;
    }

    /** How many places and organisations were only noticed and stay, by the kind's id. */
    public Map<String, Integer> noticed() {
        var kinds = new TreeMap<String, Integer>();
        findings.mentions().forEach(it -> kinds.merge(it.kind().id(), 1, Integer::sum));
        return kinds;
    }

    /** What each placeholder stands for; only for the person who supplied the texts. */
    public Map<String, String> values() {
        return values;
    }

    /** Class and counts, no values. */
    @Override
    public String toString() {
        return dataClass() + " " + found();
    }
}

package io.ambo.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Masks a part of an Office document: every text and the value of every attribute that may hold one. The runs of a
 * paragraph are read as one text, and a cell of a table behind its head. Who wrote or changed something is replaced by a
 * word that says nothing.
 */
final class PartMasking {

    private static final Set<String> PARAGRAPHS = Set.of("p", "si", "is", "text");
    private static final Set<String> RUNS = Set.of("t", "delText", "instrText", "delInstrText");
    private static final Map<String, String> BREAKS =
            Map.of("tab", "\t", "br", "\n", "cr", "\n", "noBreakHyphen", "-", "softHyphen", "");

    /** Who it was: attributes of changes, comments and lists of authors. */
    private static final Set<String> AUTHORS =
            Set.of("author", "initials", "lastModifiedBy", "userId", "userName", "displayName", "providerId");

    /** Elements that stand for somebody, whose attribute {@code name} is a person's. */
    private static final Set<String> PEOPLE = Set.of("cmAuthor", "author", "person", "userInfo");

    private static final String AUTHOR = "author";
    private static final String NOBODY = "author";

    private static final Set<String> STRUCTURE = Set.of("xmlns", "Type", "ContentType", "PartName", "Extension", "uri");

    /** Numbers, colours, references to cells and names of formats, in which nothing is looked for. */
    private static final Pattern PLAIN = Pattern.compile(
            "[-+]?[0-9.]{0,10}%?|[0-9A-Fa-f]{6,8}|.{1,2}|\\{?[0-9A-Fa-f-]{36}}?|rId\\d+|true|false|auto|none"
                    + "|\\$?[A-Z]{1,3}\\$?\\d{1,7}(:\\$?[A-Z]{1,3}\\$?\\d{1,7})?|https?://schemas\\..*");

    private static final Pattern SHORT = Pattern.compile("[-+]?[0-9.]{0,7}|.{0,1}");

    private static final int TOGETHER = 1 << 17;

    private final XmlPart part;
    private final Set<String> elsewhere;
    private final PassageMasker masker;
    private final TableHeads tables = new TableHeads();
    private final List<Paragraph> done = new ArrayList<>();

    private PartMasking(XmlPart part, Set<String> elsewhere, PassageMasker masker) {
        this.part = part;
        this.elsewhere = elsewhere;
        this.masker = masker;
    }

    /** Makes the edits of a part. */
    static void mask(XmlPart part, PassageMasker masker) throws Obstacle.Met {
        mask(part, Set.of(), masker);
    }

    /** The same without what stands in these elements, which is masked elsewhere. */
    static void mask(XmlPart part, Set<String> elsewhere, PassageMasker masker) throws Obstacle.Met {
        var masking = new PartMasking(part, elsewhere, masker);
        masking.collect();
        masking.maskParagraphs();
        masking.maskAttributes();
    }

    /** A text in parts; those without a token are only read. */
    private static final class Paragraph {

        private final List<String> parts = new ArrayList<>();
        private final Map<Integer, XmlToken> tokens = new HashMap<>();

        /** The same with nothing in the head's place. */
        List<String> withoutHead() {
            var alone = new ArrayList<>(parts);
            if (!tokens.containsKey(0) && !alone.isEmpty()) {
                alone.set(0, "");
            }
            return alone;
        }

        void add(String text, XmlToken token) {
            tokens.put(parts.size(), token);
            parts.add(text);
        }
    }

    private void collect() {
        var open = new ArrayList<Paragraph>();
        var elements = new ArrayList<String>();
        for (var token : part.tokens()) {
            if (token.type() == XmlToken.Type.START) {
                elements.add(token.name());
                tables.opened(token.name());
                if (PARAGRAPHS.contains(token.name())) {
                    open.add(new Paragraph());
                    tables.head().ifPresent(head -> open.getLast().parts.add(head + ": "));
                }
            } else if (token.type() == XmlToken.Type.END) {
                elements.removeLast();
                if (PARAGRAPHS.contains(token.name())) {
                    done.add(open.removeLast());
                }
                tables.closed(token.name());
            } else if (token.isText()) {
                addText(token, elements.isEmpty() ? "" : elements.getLast(), open);
            } else if (!open.isEmpty() && BREAKS.containsKey(token.name())) {
                open.getLast().parts.add(BREAKS.getOrDefault(token.name(), ""));
            }
        }
    }

    private void addText(XmlToken token, String element, List<Paragraph> open) {
        var text = part.text(token);
        if (RUNS.contains(element) && !open.isEmpty()) {
            open.getLast().add(text, token);
            tables.read(text);
        } else if (element.equals(AUTHOR)) {
            part.say(token, NOBODY);
        } else if (!elsewhere.contains(element) && !SHORT.matcher(text.strip()).matches()) {
            var alone = new Paragraph();
            alone.add(text, token);
            done.add(alone);
        }
    }

    private void maskParagraphs() throws Obstacle.Met {
        var batch = new ArrayList<Paragraph>();
        var length = 0;
        for (var paragraph : done) {
            if (!paragraph.tokens.isEmpty()) {
                batch.add(paragraph);
                length += paragraph.parts.stream().mapToInt(String::length).sum();
            }
            if (length > TOGETHER) {
                mask(batch);
                batch.clear();
                length = 0;
            }
        }
        mask(batch);
    }

    private void mask(List<Paragraph> batch) throws Obstacle.Met {
        if (batch.isEmpty()) {
            return;
        }
        var masked = masker.maskBetter(
                batch.stream().map(it -> it.parts).toList(),
                batch.stream().map(Paragraph::withoutHead).toList());
        for (var i = 0; i < batch.size(); i++) {
            var paragraph = batch.get(i);
            for (var run : paragraph.tokens.entrySet()) {
                var text = masked.get(i).get(run.getKey());
                if (!text.equals(paragraph.parts.get(run.getKey()))) {
                    part.say(run.getValue(), text);
                }
            }
        }
    }

    /** Each value once, however often it is there. */
    private void maskAttributes() throws Obstacle.Met {
        var places = new ArrayList<XmlToken.Attribute>();
        var values = new LinkedHashSet<String>();
        for (var token : part.tokens()) {
            for (var attribute : token.attributes()) {
                if (AUTHORS.contains(attribute.name())
                        || attribute.name().equals("name") && PEOPLE.contains(token.name())) {
                    part.say(attribute, NOBODY);
                } else if (PackageLinks.isOnThisMachine(part.text(attribute))) {
                    part.say(attribute, "");
                } else if (mayHoldText(attribute)) {
                    places.add(attribute);
                    values.add(part.text(attribute));
                }
            }
        }
        if (values.isEmpty()) {
            return;
        }
        var texts = List.copyOf(values);
        var masked = masker.mask(texts.stream().map(List::of).toList());
        var changed = new HashMap<String, String>();
        for (var i = 0; i < texts.size(); i++) {
            if (!masked.get(i).getFirst().equals(texts.get(i))) {
                changed.put(texts.get(i), masked.get(i).getFirst());
            }
        }
        for (var place : places) {
            var other = changed.get(part.text(place));
            if (other != null) {
                part.say(place, other);
            }
        }
    }

    private boolean mayHoldText(XmlToken.Attribute attribute) {
        return !attribute.prefix().equals("xmlns:")
                && !attribute.prefix().equals("r:")
                && !STRUCTURE.contains(attribute.name())
                && !attribute.name().startsWith("rsid")
                && !PLAIN.matcher(part.text(attribute)).matches();
    }
}

package io.ambo.taggers;

import io.ambo.catalog.Kind;
import io.ambo.privacy.Tagger;
import java.util.Set;

/**
 * Finds names by two small perceptrons, one for Chinese and one for English.
 *
 * <p>A text is read in passages of bounded length, each by the tagger of its script. {@link ChineseRules} and
 * {@link EnglishRules} remove what cannot be a name, and {@link Votes} looks for the full names that are certain in the whole
 * text. Findings of a passage are handed over when it has been read; those of the votes at the end.
 */
final class FastTagger implements Tagger {

    /** From these scores on a finding is certain; chosen by measurement (see the README of this module). */
    private static final int SURE_CHINESE = 400;

    private static final int SURE_ENGLISH = 300;

    static final Set<Kind> KINDS = Set.of(Kind.PERSON, Kind.ADDRESS, Kind.LOCATION, Kind.ORGANIZATION);

    private final Model<ChineseLexicon> chinese;
    private final Model<EnglishLexicon> english;

    FastTagger(Model<ChineseLexicon> chinese, Model<EnglishLexicon> english) {
        this.chinese = chinese;
        this.english = english;
    }

    @Override
    public Set<Kind> kinds() {
        return KINDS;
    }

    @Override
    public void tag(CharSequence text, Sink findings) {
        var string = text.toString();
        var passages = new Passages(string);
        var reader = new PassageReader(string, chinese, english);
        var all = new Spans();
        while (passages.next()) {
            if (!findings.isWanted()) {
                return;
            }
            var first = all.size();
            reader.read(passages.start(), passages.end(), all);
            report(string, all, first, findings);
        }
        if (all.size() > 0 && findings.isWanted()) {
            report(string, new Votes(string, english.lexicon()).count(all), 0, findings);
        }
    }

    private static void report(String text, Spans names, int from, Sink findings) {
        for (var i = from; i < names.size(); i++) {
            var sure = Letters.isHan(text.charAt(names.start(i))) ? SURE_CHINESE : SURE_ENGLISH;
            var certainty = names.score(i) >= sure ? Certainty.SURE : Certainty.LIKELY;
            findings.found(kind(text, names, i), names.start(i), names.end(i), certainty, names.score(i));
        }
    }

    private static Kind kind(String text, Spans names, int index) {
        return switch (names.type(index)) {
            case Tags.PERSON -> Kind.PERSON;
            case Tags.ORGANIZATION -> Kind.ORGANIZATION;
            default -> Addresses.isAddress(text, names.start(index), names.end(index)) ? Kind.ADDRESS : Kind.LOCATION;
        };
    }
}

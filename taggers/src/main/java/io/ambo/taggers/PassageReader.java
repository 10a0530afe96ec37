package io.ambo.taggers;

/** Tags one passage after another, each part of it with the tagger of its script. It belongs to one thread. */
final class PassageReader {

    private final String text;
    private final Decoder chinese;
    private final ChineseRules chineseRules;
    private final Decoder english;
    private final EnglishRules englishRules;
    private final EnglishLexicon lexicon;
    private final Spans han = new Spans();
    private final Spans latin = new Spans();

    PassageReader(String text, Model<ChineseLexicon> chinese, Model<EnglishLexicon> english) {
        this.text = text;
        this.chinese = new Decoder(chinese.weights(), new ChineseFeatures(chinese.lexicon()));
        this.chineseRules = new ChineseRules(chinese.lexicon());
        this.english = new Decoder(english.weights(), new EnglishFeatures(english.lexicon()));
        this.englishRules = new EnglishRules(english.lexicon());
        this.lexicon = english.lexicon();
    }

    /** Adds the names between two offsets, in the order of the text. */
    void read(int from, int to, Spans names) {
        han.clear();
        latin.clear();
        if (hasHan(from, to)) {
            chinese.decode(text, from, to, han);
            chineseRules.apply(text, han);
        }
        readLatin(from, to);
        merge(names);
    }

    private boolean hasHan(int from, int to) {
        for (var i = from; i < to; i++) {
            if (Letters.isHan(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Tags each stretch between characters of East Asia, if it has a word. */
    private void readLatin(int from, int to) {
        var start = from;
        var words = 0;
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            if (isEastAsian(c)) {
                tagStretch(start, i, words, start > from || i < to);
                start = i + 1;
                words = 0;
            } else if (Letters.isLatin(c) && i > start && Letters.isLatin(text.charAt(i - 1))) {
                words += i - 1 == start || !Letters.isLatin(text.charAt(i - 2)) ? 1 : 0;
            }
        }
        tagStretch(start, to, words, start > from);
    }

    private static boolean isEastAsian(char c) {
        return c >= '\u2E80' && !Character.isSurrogate(c);
    }

    /** In the midst of Chinese a single word is a name only if it is a first name. */
    private void tagStretch(int from, int to, int words, boolean isAmongHan) {
        if (words == 0) {
            return;
        }
        var first = latin.size();
        english.decode(text, from, to, latin);
        englishRules.apply(text, latin, first);
        if (isAmongHan && words == 1) {
            latin.removeIf(first, i -> !isFirstName(latin.start(i), latin.end(i), latin.type(i)));
        }
    }

    private boolean isFirstName(int from, int to, int type) {
        if (type != Tags.PERSON || !Character.isUpperCase(text.charAt(from))) {
            return false;
        }
        var key = 0L;
        for (var i = from; i < to; i++) {
            key = Hash.append(key, Letters.lower(text.charAt(i)));
        }
        return EnglishLexicon.firstName(lexicon.find(key)) > 1;
    }

    /** Both kinds of names in the order of the text; where they overlap, the Chinese one stays. */
    private void merge(Spans names) {
        var next = 0;
        for (var i = 0; i < latin.size(); i++) {
            while (next < han.size() && han.start(next) < latin.end(i)) {
                copy(han, next++, names);
            }
            if (next == 0 || han.end(next - 1) <= latin.start(i)) {
                copy(latin, i, names);
            }
        }
        while (next < han.size()) {
            copy(han, next++, names);
        }
    }

    private static void copy(Spans from, int index, Spans to) {
        to.add(from.start(index), from.end(index), from.type(index), from.score(index));
    }
}

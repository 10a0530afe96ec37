package io.ambo.taggers;

/** Facts about Chinese words and characters of names, for taggers that correct what a model says; immutable and shared. */
public final class ChineseWords {

    private static final char DOT = '·';

    private final ChineseLexicon lexicon;

    ChineseWords(ChineseLexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Whether a word of the language, not known as a name, stands between two offsets. */
    public boolean isCommon(String text, int from, int to) {
        var partOfSpeech = lexicon.partOfSpeech(text, from, to);
        return partOfSpeech != 0 && partOfSpeech != 'R' && partOfSpeech != 'F';
    }

    /** Whether any word stands between two offsets. */
    public boolean isWord(String text, int from, int to) {
        return lexicon.partOfSpeech(text, from, to) != 0;
    }

    /** Whether the characters from an offset on begin with a surname of one or two characters. */
    public boolean startsWithSurname(String text, int at) {
        return surname(text, at) > 0
                || at + 1 < text.length() && lexicon.isDoubleSurname(text.charAt(at), text.charAt(at + 1));
    }

    /** How common the surname of one character is, from 1 to 5; zero if it is none. */
    public int surname(String text, int at) {
        return lexicon.traits(text.charAt(at)) & ChineseLexicon.SURNAME;
    }

    /** Whether all characters between two offsets are such as foreign names are written with, or the dot between their parts. */
    public boolean isTransliteration(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            if ((lexicon.traits(text.charAt(i)) & ChineseLexicon.TRANSLITERATES) == 0 && text.charAt(i) != DOT) {
                return false;
            }
        }
        return from < to;
    }
}

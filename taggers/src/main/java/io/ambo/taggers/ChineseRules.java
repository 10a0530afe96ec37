package io.ambo.taggers;

/** What a Chinese name cannot be, whatever its score; and neighbouring places as one address. */
final class ChineseRules {

    private static final int LONGEST_WITH_EDGES = 4;
    private static final int LONGEST_WORD = 4;
    private static final String ADDRESS_MARKS = "号路街巷弄栋室";

    private final ChineseLexicon lexicon;

    ChineseRules(ChineseLexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Corrects the names of a text from the given index on; they are in the order of the text. */
    void apply(String text, Spans names) {
        joinPlaces(text, names);
        names.removeIf(0, i -> isWrong(text, names.start(i), names.end(i), names.type(i)));
    }

    private static void joinPlaces(String text, Spans names) {
        for (var first = 0; first < names.size(); first++) {
            var last = first;
            while (last + 1 < names.size() && continuesPlace(names, last)) {
                last++;
            }
            if (last > first && hasAddressMark(text, names.start(first), names.end(last))) {
                names.join(first, last);
            } else {
                first = last;
            }
        }
    }

    private static boolean continuesPlace(Spans names, int index) {
        return names.type(index) == Tags.PLACE
                && names.type(index + 1) == Tags.PLACE
                && names.end(index) == names.start(index + 1);
    }

    private static boolean hasAddressMark(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            if (Letters.isDigit(Letters.plain(text.charAt(i))) || ADDRESS_MARKS.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isWrong(String text, int from, int to, int type) {
        if (!hasHan(text, from, to)) {
            return true;
        }
        if (type != Tags.PLACE && hasLineEnd(text, from, to)) {
            return true;
        }
        return type == Tags.PERSON && !canBePerson(text, from, to);
    }

    private static boolean hasHan(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            if (Letters.isHan(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasLineEnd(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            if (Letters.isLineEnd(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean canBePerson(String text, int from, int to) {
        if (to - from < 2) {
            return false;
        }
        for (var i = from; i < to; i++) {
            if (!isInNames(text.charAt(i))) {
                return false;
            }
        }
        var partOfSpeech = lexicon.partOfSpeech(text, from, to);
        if (partOfSpeech != 0 && partOfSpeech != 'R' && partOfSpeech != 'F') {
            return false;
        }
        return to - from > LONGEST_WITH_EDGES || !isCutByWord(text, from, to);
    }

    private static boolean isInNames(char c) {
        return Letters.isHan(c) || Letters.isLatin(c) || "·•-. ".indexOf(c) >= 0;
    }

    /** Whether a word of three or more characters, no name itself, reaches over an edge of the name. */
    private boolean isCutByWord(String text, int from, int to) {
        for (var length = 3; length <= LONGEST_WORD; length++) {
            for (var start = from - length + 1; start < from; start++) {
                if (start + length <= to && isCommon(text, start, start + length)) {
                    return true;
                }
            }
            for (var start = from + 1; start < to; start++) {
                if (start + length > to && isCommon(text, start, start + length)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isCommon(String text, int from, int to) {
        var partOfSpeech = lexicon.partOfSpeech(text, from, to);
        return partOfSpeech != 0 && "RFSD".indexOf(partOfSpeech) < 0;
    }
}

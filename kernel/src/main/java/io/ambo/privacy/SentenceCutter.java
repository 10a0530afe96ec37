package io.ambo.privacy;

/** Cuts one text that comes in pieces into sentences and lines, always at the same places however it comes. */
final class SentenceCutter {

    /** A longer sentence is cut at a space or comma. */
    private static final int LONGEST = 300;

    private static final int LONGEST_ESCAPE = 6;
    private static final String ENDS = "\n。！？；!?;";
    private static final String PAUSES = " ,，、|\t:：";

    /** Takes one sentence, and the position at which it began or an earlier one. */
    interface Taker {
        void take(String sentence, long at);
    }

    private final boolean insideJson;
    private final StringBuilder open = new StringBuilder();
    private long begins;
    private int looked;

    SentenceCutter(boolean insideJson) {
        this.insideJson = insideJson;
    }

    /** Where the sentence began that is not complete; {@code otherwise} where there is none. */
    long begins(long otherwise) {
        return open.isEmpty() ? otherwise : begins;
    }

    /** Further characters, of which the first has this position. */
    void add(String characters, long position, Taker taker) {
        if (open.isEmpty()) {
            begins = position;
        }
        var before = open.length();
        open.append(characters);
        var taken = 0;
        for (var cut = cut(); cut > 0; cut = cut()) {
            taker.take(sentence(cut), begins);
            open.delete(0, cut);
            taken += cut;
            looked = 0;
            begins = taken < before ? begins : position + taken - before;
        }
    }

    /** What is left of the text is its last sentence. */
    void rest(Taker taker) {
        if (!open.isEmpty()) {
            taker.take(sentence(open.length()), begins);
            open.setLength(0);
        }
    }

    private String sentence(int end) {
        return insideJson ? unescaped(open, end) : open.substring(0, end);
    }

    /** Where the first sentence ends that is complete, or 0. */
    private int cut() {
        for (; looked < Math.min(open.length(), LONGEST); looked++) {
            var c = open.charAt(looked);
            if (ENDS.indexOf(c) >= 0) {
                return looked + 1;
            }
            if (c == '.' || c == '"' && insideJson || c == '\\' && insideJson) {
                if (looked + 1 == open.length()) {
                    return 0;
                }
                if (endsHere(c, open.charAt(looked + 1))) {
                    return looked + 2;
                }
                looked += c == '\\' ? 1 : 0;
            }
        }
        return looked < LONGEST ? 0 : pause();
    }

    private static boolean endsHere(char c, char next) {
        return switch (c) {
            case '.' -> Character.isWhitespace(next);
            case '"' -> next == ',' || next == '}' || next == ']';
            default -> next == 'n';
        };
    }

    private int pause() {
        for (var i = LONGEST - 1; i > LONGEST / 2; i--) {
            if (PAUSES.indexOf(open.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        var escape = insideJson ? open.lastIndexOf("\\", LONGEST - 1) : -1;
        return escape > LONGEST - LONGEST_ESCAPE ? escape : LONGEST;
    }

    /** The characters that a piece of a JSON string means. */
    private static String unescaped(StringBuilder json, int end) {
        var text = new StringBuilder(end);
        for (var i = 0; i < end; i++) {
            var c = json.charAt(i);
            if (c != '\\' || i + 1 == end) {
                text.append(c);
            } else if (json.charAt(++i) == 'u' && i + 4 < end && isHex(json, i + 1)) {
                text.append((char) Integer.parseInt(json, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(meant(json.charAt(i)));
            }
        }
        return text.toString();
    }

    private static boolean isHex(CharSequence json, int at) {
        for (var i = at; i < at + 4; i++) {
            if (Character.digit(json.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case 'n', 'r' -> '\n';
            case 't' -> '\t';
            default -> escaped;
        };
    }
}

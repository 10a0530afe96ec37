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
        var from = 0;
        for (var cut = cut(from); cut > from; cut = cut(from)) {
            taker.take(sentence(from, cut), begins);
            from = cut;
            looked = cut;
            begins = from < before ? begins : position + from - before;
        }
        open.delete(0, from);
        looked -= from;
    }

    /** What is left of the text is its last sentence. */
    void rest(Taker taker) {
        if (!open.isEmpty()) {
            taker.take(sentence(0, open.length()), begins);
            open.setLength(0);
            looked = 0;
        }
    }

    private String sentence(int from, int end) {
        return insideJson ? unescaped(open, from, end) : open.substring(from, end);
    }

    /** Where the sentence ends that begins here, or its beginning if it is not complete. */
    private int cut(int from) {
        for (; looked < Math.min(open.length(), from + LONGEST); looked++) {
            var c = open.charAt(looked);
            if (ENDS.indexOf(c) >= 0) {
                return looked + 1;
            }
            if (c == '.' || c == '"' && insideJson || c == '\\' && insideJson) {
                if (looked + 1 == open.length()) {
                    return from;
                }
                if (endsHere(c, open.charAt(looked + 1))) {
                    return looked + 2;
                }
                looked += c == '\\' ? 1 : 0;
            }
        }
        return looked < from + LONGEST ? from : pause(from);
    }

    private static boolean endsHere(char c, char next) {
        return switch (c) {
            case '.' -> Character.isWhitespace(next);
            case '"' -> next == ',' || next == '}' || next == ']';
            default -> next == 'n';
        };
    }

    private int pause(int from) {
        for (var i = from + LONGEST - 1; i > from + LONGEST / 2; i--) {
            if (PAUSES.indexOf(open.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        var escape = insideJson ? open.lastIndexOf("\\", from + LONGEST - 1) : -1;
        return escape > from + LONGEST - LONGEST_ESCAPE ? escape : from + LONGEST;
    }

    /** The characters that a piece of a JSON string means. */
    private static String unescaped(StringBuilder json, int from, int end) {
        var text = new StringBuilder(end - from);
        for (var i = from; i < end; i++) {
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

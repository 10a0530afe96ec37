package io.ambo.privacy;

import java.util.Locale;

/**
 * Follows one text of an answer and tells whether it is inside an absolute address: a scheme and two slashes, two
 * slashes alone, or a web scheme without slashes, which browsers accept. Backslashes count as slashes. Inside JSON,
 * escapes are decoded; in other text, HTML's character references for a slash.
 *
 * <p>The end of an address depends on what precedes it: an address in quotes or angle brackets ends with these, one in
 * Markdown's parentheses with the closing one, any other with white space, quotes, or Chinese punctuation.
 */
final class AddressWatch {

    private enum State {
        OUTSIDE,
        /** The next character starts the part that names the host. */
        AUTHORITY,
        /** Inside an address whose host the caller's side named. */
        KNOWN,
        /** Inside any other address. */
        UNKNOWN
    }

    private enum Ending {
        BARE,
        DESTINATION,
        PARENTHESIS,
        ANGLE,
        QUOTE
    }

    private static final int RECENT = 64;
    /** Represents an inserted value, which has no syntactic meaning. */
    private static final char VALUE = '\uFFFF';

    private final boolean insideJson;
    private final char[] recent = new char[RECENT];
    private int seen;
    private State state = State.OUTSIDE;
    private Ending ending = Ending.BARE;
    private char quote;
    private int depth;
    private int lastSlash = -1;
    /** Characters of the current JSON escape so far, including its backslash; 0 outside an escape. */
    private int escape;

    private int escaped;

    AddressWatch(boolean insideJson) {
        this.insideJson = insideJson;
    }

    /** Returns whether the host of an address comes next. */
    boolean atAuthority() {
        return state == State.AUTHORITY;
    }

    /** Returns whether a placeholder here must not be restored. */
    boolean refuses() {
        return state == State.UNKNOWN;
    }

    /** Called when the part that names the host has been read. */
    void authority(String written, boolean known) {
        state = known ? State.KNOWN : State.UNKNOWN;
        written.chars().forEach(c -> push((char) c));
    }

    /** Called for a placeholder, or the value restored in its place. */
    void value() {
        push(VALUE);
    }

    /** Reads the next character as written. */
    void next(char c) {
        if (!insideJson) {
            take(c);
        } else if (escape == 0 && c == '\\') {
            escape = 1;
        } else if (escape == 0) {
            if (c == '"') {
                state = State.OUTSIDE;
            }
            take(c);
        } else {
            inEscape(c);
        }
    }

    private void inEscape(char c) {
        if (escape == 1 && c != 'u') {
            escape = 0;
            take(c == 'n' || c == 'r' || c == 't' ? '\n' : c);
            return;
        }
        escaped = escape == 1 ? 0 : escaped << 4 | Math.max(0, Character.digit(c, 16));
        escape++;
        if (escape == 6) {
            escape = 0;
            take((char) escaped);
        }
    }

    private void take(char c) {
        if (state != State.OUTSIDE) {
            if (ends(c)) {
                state = State.OUTSIDE;
            } else if (ending == Ending.PARENTHESIS && back(1) != '\\') {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        push(c);
        if (c == '/' || c == '\\' || c == '／') {
            slash(1);
        } else if (c == ':') {
            schemeOfTheWeb();
        } else if (c == ';' && !insideJson) {
            namedSlash();
        }
    }

    private void push(char c) {
        recent[seen++ & RECENT - 1] = c;
    }

    private char back(int steps) {
        return steps > RECENT || steps > seen ? '\n' : recent[seen - steps & RECENT - 1];
    }

    private void slash(int length) {
        if (lastSlash == seen - length && state != State.UNKNOWN) {
            begin(length + 1);
        }
        lastSlash = seen;
    }

    private void namedSlash() {
        for (var name : new String[] {"&#47;", "&#x2f;", "&sol;", "&#92;", "&#x5c;", "&bsol;"}) {
            if (endsWith(name)) {
                slash(name.length());
            }
        }
    }

    private void schemeOfTheWeb() {
        for (var scheme : new String[] {"http:", "https:", "ws:", "wss:", "ftp:"}) {
            if (endsWith(scheme) && !isOfScheme(back(scheme.length() + 1)) && state != State.UNKNOWN) {
                begin(1);
            }
        }
    }

    private boolean endsWith(String word) {
        for (var i = 0; i < word.length(); i++) {
            if (Character.toLowerCase(back(word.length() - i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** An address inside another one ends where the outer one ends. */
    private void begin(int steps) {
        if (state == State.OUTSIDE) {
            ending = ending(steps);
            depth = 0;
        }
        state = State.AUTHORITY;
    }

    /** Chooses the ending by what precedes the slashes and the scheme. */
    private Ending ending(int steps) {
        var at = steps;
        while (at < RECENT && (back(at) == ':' || isSlash(back(at)) || isOfScheme(back(at)))) {
            at++;
        }
        var before = back(at);
        if (before == '"' || before == '\'') {
            quote = before;
            return Ending.QUOTE;
        }
        while (at < RECENT && at < seen && back(at) == ' ') {
            at++;
        }
        return switch (back(at)) {
            case '<' -> Ending.ANGLE;
            case '(' -> Ending.PARENTHESIS;
            case '=' -> Ending.DESTINATION;
            case ':' -> back(at + 1) == ']' ? Ending.DESTINATION : Ending.BARE;
            default -> at < RECENT ? Ending.BARE : Ending.DESTINATION;
        };
    }

    private boolean ends(char c) {
        return switch (ending) {
            case QUOTE -> c == quote;
            case ANGLE -> c == '>';
            case DESTINATION -> isSpace(c);
            case PARENTHESIS -> isSpace(c) || c == ')' && depth == 0 && back(1) != '\\';
            case BARE -> isSpace(c) || c == '"' || c == '<' || c == '>' || c == '`' || isChinesePunctuation(c);
        };
    }

    /** Returns whether the part that names the host ends before this character. */
    boolean endsAuthority(char c) {
        return isSlash(c) || c == '?' || c == '#' || insideJson && c == '"' || ends(c);
    }

    static boolean isSlash(char c) {
        return c == '/' || c == '\\' || c == '／';
    }

    private static boolean isOfScheme(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '.' || c == '-');
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\u3000' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private static boolean isChinesePunctuation(char c) {
        return "，。；：！？、（）【】《》「」『』“”‘’".indexOf(c) >= 0;
    }

    /** The host of an authority: without user name, brackets, port, and a sentence's final dot or comma. */
    static String host(String authority) {
        var from = authority.lastIndexOf('@') + 1;
        while (from < authority.length() && isSlash(authority.charAt(from))) {
            from++;
        }
        var host = authority.substring(from).toLowerCase(Locale.ROOT);
        var colon = host.startsWith("[") ? host.indexOf(':', Math.max(0, host.indexOf(']'))) : host.indexOf(':');
        var end = colon < 0 ? host.length() : colon;
        while (end > 0 && ".,;!)]}*'".indexOf(host.charAt(end - 1)) >= 0) {
            end--;
        }
        return host.substring(host.startsWith("[") ? 1 : 0, Math.max(end, 0));
    }
}

package io.ambo.privacy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether what follows the name of a secret is one: a literal, not an expression of a program, a placeholder, a
 * path or a word of a sentence.
 *
 * <p>It is asked only about text that already has the form of a secret.
 */
final class SecretGuard {

    private static final int AROUND = 300;
    private static final int LEAST_RANDOM = 3;
    private static final int LEAST_DIGITS = 4;
    private static final int LEAST_PLAIN = 6;

    /** What stands for a value that is filled in later. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)(?:.*[x]{6,}.*|(.)\\1{3,}|.*([a-z])\\2{9,}.*|[x*.#_?-]{3,}|"
                    + ".*(?:<|\\{\\{|[$#]\\{|%\\().*|[$%@:&!#][a-z_]+[%]?|%[sdv]|"
                    + "(?:my|your|the|a|an|some|enter|insert|put|add)[_ -]?(?:[a-z]+[_ -]?){0,3}(?:pass(?:word|wd|phrase)?|secret|token|key|pwd|here|value)[_ -]?(?:here)?|"
                    + ".*(?:^|[_-])(?:your|insert|put)[_-].*|.*[_-](?:here|goes[_-]here|placeholder)|"
                    + "(?:change|replace)[_ -]?(?:me|it|this)[!.]?|\\.\\.\\.|redacted|\\[?hidden]?|masked|omitted|removed|to[_ ]?do|tbd|fix[_ ]?me)");

    /** Words that stand where a secret could, but say something about it: types, states, labels, names of variables. */
    private static final Set<String> WORDS = Set.of(
            "null",
            "none",
            "nil",
            "true",
            "false",
            "undefined",
            "required",
            "optional",
            "string",
            "str",
            "text",
            "char",
            "varchar",
            "bytes",
            "byte",
            "bool",
            "boolean",
            "int",
            "integer",
            "number",
            "object",
            "any",
            "void",
            "secret",
            "password",
            "passwd",
            "pwd",
            "pass",
            "passphrase",
            "passcode",
            "token",
            "key",
            "user",
            "username",
            "value",
            "input",
            "field",
            "label",
            "hidden",
            "type",
            "incorrect",
            "invalid",
            "wrong",
            "missing",
            "empty",
            "unknown",
            "expired",
            "error",
            "hash",
            "hashed",
            "encrypted",
            "plaintext",
            "plain",
            "private",
            "public",
            "default",
            "example",
            "test",
            "testing",
            "demo",
            "sample",
            "dummy",
            "foobar",
            "secretstr",
            "securestring",
            "line",
            "prompt",
            "data",
            "name",
            "email",
            "login",
            "auth",
            "confirm",
            "reset",
            "forgot",
            "update",
            "change",
            "check",
            "valid",
            "match",
            "matches",
            "length",
            "basic",
            "bearer",
            "digest",
            "and",
            "with",
            "from",
            "this",
            "self",
            "please",
            "must",
            "should",
            "cannot",
            "enter",
            "your",
            "unset",
            "blank",
            "admin",
            "root",
            "guest",
            "param",
            "params",
            "args",
            "arg",
            "env",
            "config",
            "conf",
            "settings",
            "options",
            "result",
            "response",
            "request");

    /** A name's last word that says that it holds no secret but something about one. */
    private static final Pattern ABOUT =
            Pattern.compile("(?i)(?:name|url|uri|path|file|length|len|size|type|count|version|limit|"
                    + "expir[a-z]*|ttl|field|header|prefix|suffix|pattern|regex|label|alg|algorithm|endpoint|host|hash|policy|"
                    + "placeholder|hint|error|message|env|var|variable|column|format|scheme|issuer|audience|store|vault|manager|provider|"
                    + "service|class|status|enabled|required)s?(?:[\"'`\\\\]*)\\s*(?:=>|:=|[:=]|is)\\s*[\"'`\\\\]*$");

    /** What a page is given and shows to everybody: {@code publicToken}, {@code csrf-token}. */
    private static final Pattern SHOWN = Pattern.compile(
            "(?i)(?:public|publishable|csrf|xsrf|anti_?forgery|__requestverification|next|page|continuation|pagination|site)[_-]?(?:api)?[_-]?$");

    private static final int LONGEST_NAME = 40;

    private static final Pattern PASSWORD = Pattern.compile("(?i)pass|pwd|curl|://|密码|口令|验证码");
    /** Members, arrows and scopes: {@code self.password}, {@code cfg->key}, {@code Config::SECRET}. */
    private static final Pattern PATH =
            Pattern.compile("[&*!~]?[A-Za-z_$][A-Za-z0-9_$]*(?:(?:\\.|->|::|\\?\\.)[A-Za-z_$][A-Za-z0-9_$]*)+[.!?]?");

    private static final Pattern NAME = Pattern.compile("[&*!~]?[A-Za-z_$][A-Za-z0-9_$]*[.!?:)]?");
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z_-]+[.!?:)]?");
    private static final Pattern PARTS =
            Pattern.compile("(?:[A-Za-z]+\\d{0,3}|\\d{1,4})(?:[-_./:]+(?:[A-Za-z]+\\d{0,3}|\\d{1,4}))*[-_./:]*");
    /** The next line of a file of settings, where a name has no value. */
    private static final Pattern SETTING = Pattern.compile("[A-Za-z0-9_.-]+[:=]");

    private static final Pattern CALL = Pattern.compile("[A-Za-z_$][A-Za-z0-9_.$]*[\\[(].*");
    /** Words run together that tell what a name is for. */
    private static final Pattern STEM = Pattern.compile("(?i)[a-z]*(?:pass(?:word|wd|phrase)|pwd|secret|token)[a-z]*");

    private static final Pattern FILE = Pattern.compile(
            "(?i)(?:~|\\.{1,2})?/.*|.*://.*|[a-z]:\\\\.*|"
                    + ".*\\.(?:pem|key|json|ya?ml|txt|env|crt|cer|p12|pfx|jks|py|js|ts|php|html?|xml|properties|conf|ini|toml)");
    /** What tells a program from a file of settings or a sentence. */
    private static final Pattern CODE = Pattern.compile(
            "\\b(?:def|return|import|function|const|let|var|val|class|self|this|public|private|protected|static|void|func|fn|elif|"
                    + "foreach|while|except|catch|throw|raise|await|async|new|struct|impl|package|namespace|using|require|echo|lambda|"
                    + "SELECT|INSERT|UPDATE|WHERE)\\b[ (.:{]|[A-Za-z_]\\w*\\([^)\\n]{0,80}\\)|[;{]\\s*\\n|=>|:=|!=|==|&&|\\|\\|");

    private final String text;
    private final int from;
    private final int to;

    /** Judges secrets of this text, of which {@code from} to {@code to} is visible. */
    SecretGuard(String text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** Returns whether a text is one that stands for a value rather than a value. */
    static boolean isPlaceholder(String value) {
        return PLACEHOLDER.matcher(value).matches();
    }

    /**
     * Returns whether the value from {@code start} to {@code end} is a secret.
     *
     * @param named where the name of the secret starts
     */
    boolean isSecret(int named, int start, int end) {
        var value = text.substring(start, end);
        var name = text.substring(Math.min(named, start), start);
        if (isPlaceholder(value)
                || isShown(named)
                || ABOUT.matcher(name).find()
                || FILE.matcher(value).matches()) {
            return false;
        }
        var isPassword = PASSWORD.matcher(name).find();
        if (WORDS.contains(plain(value))
                || STEM.matcher(value).matches()
                || !isPassword && PARTS.matcher(value).matches() && !isMixed(value)) {
            return false;
        }
        if (name.indexOf('\n') >= 0
                && (name.indexOf('=') >= 0 || SETTING.matcher(value).lookingAt())) {
            return false;
        }
        if (name.startsWith("://")) {
            return true;
        }
        return isQuoted(start) ? isQuotedSecret(value, end) : isBareSecret(value, start, end);
    }

    /** Whether the name of the value, which may begin before the word that was found, says that it is public. */
    private boolean isShown(int named) {
        var first = named;
        while (first > from && named - first < LONGEST_NAME && isNamePart(text.charAt(first - 1))) {
            first--;
        }
        return SHOWN.matcher(text).region(first, named).find();
    }

    private static boolean isNamePart(char c) {
        return Characters.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    /** The letters of a value that has only letters between marks, in lower case. */
    private static String plain(String value) {
        var first = 0;
        var last = value.length();
        while (first < last && !Characters.isLetterOrDigit(value.charAt(first))) {
            first++;
        }
        while (last > first && !Characters.isLetterOrDigit(value.charAt(last - 1))) {
            last--;
        }
        return value.substring(first, last).toLowerCase(Locale.ROOT);
    }

    private boolean isQuoted(int start) {
        return start > from && isQuote(text.charAt(start - 1));
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`' || c == '“' || c == '「' || c == '《';
    }

    /** A string that goes on behind a blank is a sentence, unless a digit or a mark is in its first word. */
    private boolean isQuotedSecret(String value, int end) {
        var isWhole = end == to || text.charAt(end) > ' ';
        if (!isWhole && LETTERS.matcher(value).matches()) {
            return false;
        }
        return !(PATH.matcher(value).matches() && !isRandom(value));
    }

    /** Without quotes it may be an expression. */
    private boolean isBareSecret(String value, int start, int end) {
        if (end < to && (text.charAt(end) == '(' || text.charAt(end) == '[')
                || value.startsWith("=")
                || CALL.matcher(value).matches()) {
            return false;
        }
        if (PATH.matcher(value).matches()) {
            return isRandom(value);
        }
        if (!NAME.matcher(value).matches() && !LETTERS.matcher(value).matches()) {
            return true;
        }
        if (LETTERS.matcher(value).matches()) {
            return value.length() >= LEAST_PLAIN && endsLine(end) && !isCode(start, end);
        }
        return isRandom(value) || !isCode(start, end);
    }

    private boolean endsLine(int end) {
        var i = end;
        while (i < to && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '\r')) {
            i++;
        }
        return i == to
                || text.charAt(i) == '\n'
                || text.charAt(i) == '#'
                || Characters.isHan(text.charAt(i))
                || text.charAt(i) > 0x2E80;
    }

    private boolean isCode(int start, int end) {
        return CODE.matcher(text)
                .region(Math.max(from, start - AROUND), Math.min(to, end + AROUND))
                .find();
    }

    /** Letters and digits alternate, or digits follow each other, as in no name that people give. */
    private static boolean isRandom(String value) {
        var changes = 0;
        var digits = 0;
        var most = 0;
        for (var i = 0; i < value.length(); i++) {
            var digit = Characters.isDigit(value.charAt(i));
            changes += i > 0 && digit != Characters.isDigit(value.charAt(i - 1)) ? 1 : 0;
            digits = digit ? digits + 1 : 0;
            most = Math.max(most, digits);
        }
        return (changes >= LEAST_RANDOM || most >= LEAST_DIGITS)
                && !PARTS.matcher(value).matches();
    }

    /** One part has letters behind digits, or many digits. */
    private static boolean isMixed(String value) {
        for (var part : value.split("[-_./:]+")) {
            if (part.length() >= 16 && part.chars().anyMatch(c -> Characters.isDigit((char) c))) {
                return true;
            }
        }
        return false;
    }
}

package io.ambo.privacy;

import io.ambo.core.KeyedHash;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;

/** Creates the placeholders of one request. */
final class Placeholders {

    /*
     * One value can have several spellings. "138 1234 5678" and "13812345678" are the same number, and a model should
     * see that. Yet what is restored must be, character for character, what was written: restore(deidentify(x)) = x.
     *
     * The first seven characters of a code identify the value: HMAC(conversation, word, canonical value). If the value
     * is written in canonical form, only a check character follows: PHONE_K7QX2MD4. For any other spelling, two
     * characters of HMAC(conversation, word, canonical value, spelling) come before the check character:
     * PHONE_K7QX2MDR5T. Both depend only on conversation and spelling, so the next turn, which repeats the history,
     * gets the same placeholders, and no state is stored.
     *
     * No placeholder of a request is a prefix of another one (the first of the two characters is never the check
     * character that the short form has in its place). Reading from the left, the first matching placeholder is
     * therefore the only possible one, whatever follows it: letters and digits that followed the value follow its
     * placeholder, and restoring is unambiguous. What precedes it does not matter either, because texts of the user
     * that look like placeholders, and starts of such texts directly before a finding, have themselves been replaced.
     *
     * Two values with the same seven characters (one in 10^10 pairs) are distinguished: the later one in the body is
     * extended with characters of its own HMAC until neither is a prefix of the other. The same applies to two
     * spellings of one value with the same two characters. No added character equals the check character of the code
     * before it; otherwise a short form would be a prefix of every longer one. Conversations grow at their end, so the
     * same one is extended next time. Two values never share a placeholder.
     */

    private static final int OF_VALUE = 7;
    private static final int OF_WRITING = 2;
    private static final int MOST_GROWTH = Placeholder.MOST - OF_VALUE - OF_WRITING - 1;

    /** The value that a placeholder stands for. */
    private record Value(String word, String canonical, String writing) {}

    private final Mac mac;
    private final Map<Value, String> known = new HashMap<>();
    private final TreeMap<String, String> writings = new TreeMap<>();

    Placeholders(PlaceholderScope scope) {
        this.mac = scope.mac();
    }

    /** The placeholder for this spelling of a value. */
    String of(String word, String canonical, String writing) {
        return known.computeIfAbsent(new Value(word, canonical, writing), this::grow);
    }

    /** Every placeholder created so far, and the text it stands for. */
    Map<String, String> writings() {
        return writings;
    }

    private String grow(Value value) {
        for (var more = 0; more <= MOST_GROWTH; more++) {
            var placeholder = make(value.word(), value.canonical(), value.writing(), more);
            if (isFree(placeholder)) {
                writings.put(placeholder, value.writing());
                return placeholder;
            }
        }
        throw new IllegalStateException("no placeholder is free; that is one chance in 10^20");
    }

    /**
     * Returns whether no placeholder is a prefix of this one or the reverse; since that holds for the others, it
     * suffices to check the neighbours.
     */
    private boolean isFree(String placeholder) {
        var before = writings.floorKey(placeholder);
        var after = writings.ceilingKey(placeholder);
        return (before == null || !placeholder.startsWith(before)) && (after == null || !after.startsWith(placeholder));
    }

    private String make(String word, String canonical, String writing, int more) {
        var value = KeyedHash.digest(mac, "value", word, canonical);
        var code = new StringBuilder(Placeholder.MOST);
        code.append(letter(value, 0, Placeholder.LETTERS));
        for (var i = 1; i < OF_VALUE; i++) {
            code.append(letter(value, i, Placeholder.ALPHABET));
        }
        for (var i = OF_VALUE; i < OF_VALUE + more; i++) {
            appendNoCheck(word, code, letter(value, i, Placeholder.ALPHABET));
        }
        if (!writing.equals(canonical)) {
            var other = KeyedHash.digest(mac, "writing", word, canonical, writing);
            appendNoCheck(word, code, letter(other, 0, Placeholder.ALPHABET));
            code.append(letter(other, 1, Placeholder.ALPHABET));
        }
        code.append(Placeholder.check(word, code, 0, code.length()));
        return word + "_" + code;
    }

    /** Appends a character, replaced if it is the check character, with which a shorter placeholder would end here. */
    private static void appendNoCheck(String word, StringBuilder code, char character) {
        var check = Placeholder.check(word, code, 0, code.length());
        code.append(character == check ? following(character) : character);
    }

    private static char letter(byte[] digest, int i, String alphabet) {
        var number = (digest[2 * i] & 0xFF) << 8 | digest[2 * i + 1] & 0xFF;
        return alphabet.charAt(number % alphabet.length());
    }

    private static char following(char c) {
        return Placeholder.ALPHABET.charAt((Placeholder.ALPHABET.indexOf(c) + 1) % Placeholder.ALPHABET.length());
    }
}

package io.ambo.privacy;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;

/** Hands out the placeholders of one request. */
final class Placeholders {

    /* One value, several writings. "138 1234 5678" and "13812345678" are one number; a model should see that, and yet
     * what comes back must be, character for character, what was written: restore(deidentify(x)) = x.
     *
     * So the first seven characters of a code are those of the value: of HMAC(conversation, word, canonical value).
     * When the value is written as its canonical form is, a check character follows and that is all: PHONE_K7QX2MD4.
     * Written otherwise, two characters of HMAC(conversation, word, canonical value, writing) come between:
     * PHONE_K7QX2MDR5T. Both are a function of conversation and writing alone, so the next turn, which sends the same
     * history, gets the same placeholders, and no state is kept anywhere.
     *
     * No placeholder of a request begins with another one (the first of the two characters is never the check
     * character that the short form has in its place). Reading from the left, the first placeholder that fits is
     * therefore the only one that can, whatever stands behind it: letters and digits that followed the value follow
     * its placeholder, and coming back is unambiguous. What stands before does not matter either, since texts of the
     * user that look like placeholders, even the beginnings of some that touch a finding, were replaced themselves.
     *
     * Two values whose seven characters are the same (by chance, once in 10^10 pairs) are told apart: the one that
     * comes later in the body grows by one character of its own HMAC until nothing begins with anything; so do two writings
     * of one value whose two characters are the same. No character that it grows by is the check character of what
     * stands before, or a short form would be the beginning of every longer one. Conversations
     * grow at their end, so that it is the same one next time. A placeholder is never given to two values. */

    private static final int OF_VALUE = 7;
    private static final int OF_WRITING = 2;
    private static final int MOST_GROWTH = Placeholder.MOST - OF_VALUE - OF_WRITING - 1;

    /** What a placeholder stands for. */
    private record Value(String word, String canonical, String writing) {}

    private final Mac mac;
    private final Map<Value, String> known = new HashMap<>();
    private final TreeMap<String, String> writings = new TreeMap<>();

    Placeholders(Conversation conversation) {
        this.mac = conversation.mac();
    }

    /** What stands for this value in this writing. */
    String of(String word, String canonical, String writing) {
        return known.computeIfAbsent(new Value(word, canonical, writing), this::grow);
    }

    /** Every placeholder that was handed out, and what it stands for. */
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

    /** Whether none begins with it and it begins with none; as that holds for the others, neighbours tell. */
    private boolean isFree(String placeholder) {
        var before = writings.floorKey(placeholder);
        var after = writings.ceilingKey(placeholder);
        return (before == null || !placeholder.startsWith(before)) && (after == null || !after.startsWith(placeholder));
    }

    private String make(String word, String canonical, String writing, int more) {
        var value = Conversation.digest(mac, "value", word, canonical);
        var code = new StringBuilder(Placeholder.MOST);
        code.append(letter(value, 0, Placeholder.LETTERS));
        for (var i = 1; i < OF_VALUE; i++) {
            code.append(letter(value, i, Placeholder.ALPHABET));
        }
        for (var i = OF_VALUE; i < OF_VALUE + more; i++) {
            appendNoCheck(word, code, letter(value, i, Placeholder.ALPHABET));
        }
        if (!writing.equals(canonical)) {
            var other = Conversation.digest(mac, "writing", word, canonical, writing);
            appendNoCheck(word, code, letter(other, 0, Placeholder.ALPHABET));
            code.append(letter(other, 1, Placeholder.ALPHABET));
        }
        code.append(Placeholder.check(word, code, 0, code.length()));
        return word + "_" + code;
    }

    /** Goes on with a character that is not the check character, with which a shorter placeholder would end here. */
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

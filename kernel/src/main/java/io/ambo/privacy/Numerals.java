package io.ambo.privacy;

/** A text in which the numerals of a group read as digits. */
record Numerals(String text, int from, int to) implements CharSequence {

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int i) {
        var c = text.charAt(i);
        if (c < 0x80 || i < from || i >= to) {
            return c;
        }
        var digit = Characters.numeral(c);
        return digit < 0 ? c : (char) ('0' + digit);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        var part = new StringBuilder(end - start);
        for (var i = start; i < end; i++) {
            part.append(charAt(i));
        }
        return part.toString();
    }

    @Override
    public String toString() {
        return subSequence(0, length()).toString();
    }
}

package io.ambo.taggers;

/** Tells an address, which leads to a door, from the name of a place. */
final class Addresses {

    private static final String CHINESE_DIGITS = "〇零一二三四五六七八九十百";
    private static final String COUNTED = "号弄栋幢座室楼层";

    private Addresses() {}

    /** A place with a number in it is an address. Chinese digits count only before a word for a house, a floor or a room. */
    static boolean isAddress(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            var isCounted = i + 1 < to && CHINESE_DIGITS.indexOf(c) >= 0 && COUNTED.indexOf(text.charAt(i + 1)) >= 0;
            if (isCounted || Letters.isDigit(Letters.plain(c))) {
                return true;
            }
        }
        return false;
    }
}

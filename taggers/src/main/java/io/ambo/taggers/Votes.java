package io.ambo.taggers;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds the full names of persons that have a good score wherever else they stand in the text: Chinese names of three characters,
 * English names of two or more words, and the last word of these alone.
 *
 * <p>Shorter names are words of the language too often. The text is read once, however many names there are.
 */
final class Votes {

    /** Names of lower scores are not looked for elsewhere. */
    private static final int LEAST_SCORE = 200;

    private static final int CHINESE_LENGTH = 3;
    private static final int SHORTEST_LAST_NAME = 3;

    private final String text;
    private final EnglishLexicon lexicon;

    /** Names with their scores: the Chinese by their three characters, the English by their first two words. */
    private final Map<Long, Integer> chinese = new HashMap<>();

    private final Map<Long, Name> english = new HashMap<>();
    private final Map<Long, Integer> lastNames = new HashMap<>();

    /** A bit for each first character of a name. */
    private final long[] beginnings = new long[1 << 10];

    Votes(String text, EnglishLexicon lexicon) {
        this.text = text;
        this.lexicon = lexicon;
    }

    private record Name(String words, int score) {}

    /** The further places of the names; {@code names} are those found so far, in the order of the text. */
    Spans count(Spans names) {
        for (var i = 0; i < names.size(); i++) {
            if (names.type(i) == Tags.PERSON && names.score(i) >= LEAST_SCORE) {
                enter(names.start(i), names.end(i), names.score(i));
            }
        }
        var found = new Spans();
        if (!chinese.isEmpty()) {
            findChinese(names, found);
        }
        if (!english.isEmpty()) {
            findEnglish(names, found);
        }
        return found;
    }

    private void enter(int from, int to, int score) {
        if (Letters.isHan(text.charAt(from))) {
            if (to - from == CHINESE_LENGTH && isHan(from)) {
                chinese.merge(characters(from), score, Math::max);
                begin(from);
            }
            return;
        }
        var words = new Words(text, from, to);
        words.next();
        var first = words.key();
        if (!words.next()) {
            return;
        }
        english.putIfAbsent(Hash.pair(first, words.key()), new Name(text.substring(from, to), score));
        begin(from);
        var more = true;
        while (more) {
            more = words.next();
        }
        enterLastName(words, score);
    }

    private void enterLastName(Words words, int score) {
        var isCommon = EnglishLexicon.isLower(lexicon.find(words.lowerKey()));
        if (words.end() - words.start() >= SHORTEST_LAST_NAME && !isCommon) {
            lastNames.merge(words.key(), score, Math::max);
            begin(words.start());
        }
    }

    private void begin(int at) {
        beginnings[text.charAt(at) >>> 6] |= 1L << text.charAt(at);
    }

    private boolean mayBegin(int at) {
        return (beginnings[text.charAt(at) >>> 6] & 1L << text.charAt(at)) != 0;
    }

    private boolean isHan(int at) {
        return Letters.isHan(text.charAt(at + 1)) && Letters.isHan(text.charAt(at + 2));
    }

    private long characters(int at) {
        return (long) text.charAt(at) << 32 | (long) text.charAt(at + 1) << 16 | text.charAt(at + 2);
    }

    private void findChinese(Spans names, Spans found) {
        var free = new Free(names);
        for (var i = 0; i + CHINESE_LENGTH <= text.length(); i++) {
            if (mayBegin(i) && isHan(i)) {
                var score = chinese.get(characters(i));
                if (score != null && free.isFree(i, i + CHINESE_LENGTH)) {
                    found.add(i, i + CHINESE_LENGTH, Tags.PERSON, score);
                    i += CHINESE_LENGTH - 1;
                }
            }
        }
    }

    private void findEnglish(Spans names, Spans found) {
        var free = new Free(names);
        var words = new Words(text, 0, text.length());
        var more = words.next();
        while (more) {
            var start = words.start();
            var end = words.end();
            var key = words.key();
            more = words.next();
            if (!mayBegin(start)) {
                continue;
            }
            var name = more ? english.get(Hash.pair(key, words.key())) : null;
            if (name != null && stands(name.words(), start)) {
                end = start + name.words().length();
                add(start, end, name.score(), free, found);
                while (more && words.start() < end) {
                    more = words.next();
                }
            } else {
                var score = lastNames.get(key);
                if (score != null) {
                    add(start, end, score, free, found);
                }
            }
        }
    }

    private boolean stands(String name, int at) {
        var end = at + name.length();
        return text.startsWith(name, at) && (end == text.length() || !Letters.isLatin(text.charAt(end)));
    }

    private static void add(int start, int end, int score, Free free, Spans found) {
        if (free.isFree(start, end)) {
            found.add(start, end, Tags.PERSON, score);
        }
    }

    /** Asked in the order of the text whether a place is not taken by a name; a shorter person within it does not count. */
    private static final class Free {

        private final Spans names;
        private int next;

        Free(Spans names) {
            this.names = names;
        }

        boolean isFree(int from, int to) {
            while (next < names.size() && names.end(next) <= from) {
                next++;
            }
            for (var i = next; i < names.size() && names.start(i) < to; i++) {
                var isWithin = names.start(i) >= from && names.end(i) <= to;
                var isShorter = names.end(i) - names.start(i) < to - from;
                if (names.type(i) != Tags.PERSON || !isWithin || !isShorter) {
                    return false;
                }
            }
            return true;
        }
    }
}

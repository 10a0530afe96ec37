package io.ambo.taggers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

/** Makes sentences with names out of patterns such as {@code {P} lives in {L}.}. */
final class Template {

    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");
    private static final double SECOND_SENTENCE = 0.35;

    private final List<String> patterns;
    private final Map<String, Slot> slots;
    private final String between;

    /** What fills a slot: made by chance, and labelled unless the type is {@link #NO_NAME}. */
    record Slot(int type, Maker maker) {

        static final int NO_NAME = -1;

        static Slot plain(Maker maker) {
            return new Slot(NO_NAME, maker);
        }
    }

    /** Makes a value. */
    interface Maker {

        String make(Random random);
    }

    Template(List<String> patterns, Map<String, Slot> slots, String between) {
        this.patterns = patterns;
        this.slots = slots;
        this.between = between;
    }

    List<LabelledText> make(int sentences, long seed) {
        var random = new Random(seed);
        var made = new ArrayList<LabelledText>();
        for (var i = 0; i < sentences; i++) {
            var pattern = pattern(random);
            if (random.nextDouble() < SECOND_SENTENCE) {
                pattern += between + pattern(random);
            }
            made.add(fill(pattern, random));
        }
        return made;
    }

    private String pattern(Random random) {
        return patterns.get(random.nextInt(patterns.size()));
    }

    private LabelledText fill(String pattern, Random random) {
        var text = new StringBuilder();
        var names = new ArrayList<LabelledText.Name>();
        var matcher = SLOT.matcher(pattern.replace("\\n", "\n").replace("\\t", "\t"));
        while (matcher.find()) {
            matcher.appendReplacement(text, "");
            var slot = slot(matcher.group(1));
            var start = text.length();
            text.append(slot.maker().make(random));
            if (slot.type() != Slot.NO_NAME) {
                add(names, new LabelledText.Name(start, text.length(), slot.type()), text);
            }
        }
        matcher.appendTail(text);
        return new LabelledText(text.toString(), names);
    }

    /** A slot may be numbered, if another of its kind stands in the pattern. */
    private Slot slot(String name) {
        var slot = slots.get(name);
        return slot != null ? slot : Objects.requireNonNull(slots.get(name.substring(0, name.length() - 1)), name);
    }

    /** First and last name of one person, with a space between, are one name. */
    private static void add(List<LabelledText.Name> names, LabelledText.Name name, CharSequence text) {
        if (!names.isEmpty() && isContinued(names.getLast(), name, text)) {
            var last = names.removeLast();
            names.add(new LabelledText.Name(last.start(), name.end(), Tags.PERSON));
        } else {
            names.add(name);
        }
    }

    private static boolean isContinued(LabelledText.Name last, LabelledText.Name name, CharSequence text) {
        return last.type() == Tags.PERSON
                && name.type() == Tags.PERSON
                && last.end() + 1 == name.start()
                && text.charAt(last.end()) == ' '
                && Letters.isLatin(text.charAt(name.start()));
    }

    static String digits(Random random, int length) {
        var digits = new StringBuilder();
        for (var i = 0; i < length; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** A number between two, both included. */
    static int between(Random random, int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}

package io.ambo.taggers;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Copies labelled sentences with other names of persons, so that a model learns where names stand and not which. */
final class NameSwap {

    private NameSwap() {}

    /** Makes another name in the place of one; the same if it cannot. */
    interface Renaming {

        String another(String name, Random random);
    }

    static List<LabelledText> swap(List<LabelledText> texts, Renaming renaming, long seed) {
        var random = new Random(seed);
        var copies = new ArrayList<LabelledText>();
        for (var text : texts) {
            var copy = swap(text, renaming, random);
            if (!copy.text().equals(text.text())) {
                copies.add(copy);
            }
        }
        return copies;
    }

    private static LabelledText swap(LabelledText text, Renaming renaming, Random random) {
        var copy = new StringBuilder();
        var names = new ArrayList<LabelledText.Name>();
        var at = 0;
        for (var name : text.names()) {
            if (name.start() < at) {
                continue;
            }
            copy.append(text.text(), at, name.start());
            var value = text.text().substring(name.start(), name.end());
            var start = copy.length();
            copy.append(name.type() == Tags.PERSON ? renaming.another(value, random) : value);
            names.add(new LabelledText.Name(start, copy.length(), name.type()));
            at = name.end();
        }
        copy.append(text.text(), at, text.text().length());
        return new LabelledText(copy.toString(), names);
    }
}

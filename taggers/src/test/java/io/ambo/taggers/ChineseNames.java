package io.ambo.taggers;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Made Chinese names of persons, native and transliterated. */
final class ChineseNames {

    private final Choice surnames;
    private final Choice first;
    private final Choice second;
    private final Choice transliterated;
    private final Set<String> knownSurnames;
    private final Set<String> knownTransliterated;

    ChineseNames(Sources sources) {
        surnames = sources.choice("zh-surname-weights");
        first = sources.choice("zh-given1-weights");
        second = sources.choice("zh-given2-weights");
        transliterated = sources.choice("zh-transliterated");
        knownTransliterated = new HashSet<>(sources.list("zh-transliterated"));
        knownSurnames = new HashSet<>();
        sources.list("zh-surname-weights").forEach(line -> knownSurnames.add(line.split("\t")[0]));
    }

    String surname(Random random) {
        return surnames.next(random);
    }

    String person(Random random) {
        if (random.nextDouble() < 0.06) {
            return foreign(random);
        }
        return surname(random) + given(random, random.nextDouble() < 0.25 ? 1 : 2);
    }

    private String foreign(Random random) {
        var name = transliterated.next(random);
        if (random.nextBoolean()) {
            name += "··•-".charAt(random.nextInt(4)) + transliterated.next(random);
        }
        return name;
    }

    private String given(Random random, int characters) {
        return characters == 1 ? second.next(random) : first.next(random) + second.next(random);
    }

    /** Another name of the same kind in the place of one, or the same where its kind is not known. */
    String another(String name, Random random) {
        var isHan = name.chars().allMatch(c -> Letters.isHan((char) c));
        if (isHan && (name.length() == 2 || name.length() == 3) && knownSurnames.contains(name.substring(0, 1))) {
            return surname(random) + given(random, name.length() - 1);
        }
        if (name.indexOf('·') >= 0 || knownTransliterated.contains(name)) {
            var parts = name.split("·", -1);
            for (var i = 0; i < parts.length; i++) {
                parts[i] = transliterated.next(random);
            }
            return String.join("·", parts);
        }
        return name;
    }
}

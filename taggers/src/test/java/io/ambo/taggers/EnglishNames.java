package io.ambo.taggers;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** Made English names of persons. */
final class EnglishNames {

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Z][a-z]{2,}");
    private static final String INITIALS = "ABCDEFGHJKLMNPRSTW";
    private static final Choice PARTICLES = Choice.of("van de von van-der bin al De Mc");

    private static final String PLAIN = "aeiouaeiouncszyo";
    private static final String MARKED = "áéíóúäëïöüñčšžýø";

    /** How many of the names are in no list. */
    private static final double INVENTED = 0.15;

    private final Choice commonFirst;
    private final Choice commonLast;
    private final Choice allFirst;
    private final Choice allLast;

    EnglishNames(Sources sources) {
        commonFirst = sources.choice("en-first-weights");
        commonLast = sources.choice("en-last-weights");
        allFirst = sources.choice("en-first-all");
        allLast = sources.choice("en-last-all");
    }

    String first(Random random) {
        if (random.nextDouble() < INVENTED) {
            return invented(allFirst, random);
        }
        return capitalized((random.nextDouble() < 0.55 ? commonFirst : allFirst).next(random));
    }

    String last(Random random) {
        if (random.nextDouble() < INVENTED) {
            return invented(allLast, random);
        }
        return capitalized((random.nextDouble() < 0.5 ? commonLast : allLast).next(random));
    }

    /** The beginning of one name and the end of another, sometimes with marks, so that names that no list knows are learnt. */
    private static String invented(Choice names, Random random) {
        var begin = names.next(random);
        var end = names.next(random);
        var name = begin.substring(0, (begin.length() + 1) / 2) + end.substring(end.length() / 2);
        if (random.nextInt(3) == 0) {
            var at = random.nextInt(PLAIN.length());
            name = name.replace(PLAIN.charAt(at), MARKED.charAt(at));
        }
        return capitalized(name.toLowerCase(Locale.ROOT));
    }

    private static String capitalized(String name) {
        var parts = name.split("-", -1);
        for (var i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                parts[i] = Character.toUpperCase(parts[i].charAt(0)) + parts[i].substring(1);
            }
        }
        return String.join("-", parts);
    }

    String person(Random random) {
        var chance = random.nextDouble();
        var first = first(random);
        var last = last(random);
        if (chance < 0.72) {
            return first + " " + last;
        }
        if (chance < 0.78) {
            return first + " " + initial(random) + ". " + last;
        }
        if (chance < 0.83) {
            return initial(random) + ". " + last;
        }
        if (chance < 0.87) {
            return first + " " + first(random) + " " + last;
        }
        if (chance < 0.90) {
            return first + " " + last + "-" + last(random);
        }
        if (chance < 0.93) {
            return first + " " + PARTICLES.next(random).replace('-', ' ') + " " + last;
        }
        return chance < 0.97
                ? first
                : first + " " + last + List.of(" Jr.", " III", " II").get(random.nextInt(3));
    }

    private static char initial(Random random) {
        return INITIALS.charAt(random.nextInt(INITIALS.length()));
    }

    /** Another name with as many words, or the same where it is not made of plain words. */
    String another(String name, Random random) {
        var words = name.split(" ");
        for (var word : words) {
            if (!PLAIN_WORD.matcher(word).matches()) {
                return name;
            }
        }
        if (words.length > 3) {
            return name;
        }
        if (words.length == 1) {
            return random.nextDouble() < 0.6 ? last(random) : first(random);
        }
        for (var i = 0; i < words.length - 1; i++) {
            words[i] = first(random);
        }
        words[words.length - 1] = last(random);
        return String.join(" ", words);
    }
}

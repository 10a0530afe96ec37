package io.ambo;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The placeholders in a text that left. */
final class Placeholders {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2,12}_[B-DF-HJ-NP-TV-Z2-9]{8,16}\\b");

    private Placeholders() {}

    static Set<String> in(String text) {
        return FORM.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}

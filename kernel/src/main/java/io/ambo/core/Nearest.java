package io.ambo.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": finds the known word closest to a mistyped one. */
public final class Nearest {

    private Nearest() {}

    /** The closest known word; empty if none is close, that is, if more than a third of the letters differ. */
    public static Optional<String> of(String typed, Collection<String> known) {
        return several(typed, known, 1).stream().findFirst();
    }

    /** The {@code most} closest known words, nearest first; independent of the collection's order. */
    public static List<String> several(String typed, Collection<String> known, int most) {
        return known.stream()
                .filter(word -> near(typed, word))
                .sorted(Comparator.<String>comparingInt(word -> distance(typed, word))
                        .thenComparing(word -> !word.regionMatches(true, 0, typed, 0, 1))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    private static boolean near(String typed, String word) {
        var longer = Math.max(typed.length(), word.length());
        return longer <= 200 && distance(typed, word) <= longer / 3;
    }

    /** The edit distance: insertions, deletions, replacements and swaps of neighbouring letters; case is ignored. */
    static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            rows[i][0] = i;
        }
        for (var j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            for (var j = 1; j <= b.length(); j++) {
                rows[i][j] = cell(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cell(int[][] rows, String a, String b, int i, int j) {
        var replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        var least = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}

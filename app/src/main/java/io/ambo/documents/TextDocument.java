package io.ambo.documents;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.List;

/**
 * Masks plain text of any length: Markdown, logs, code and the like too.
 *
 * <p>A long text is read in pieces. A piece ends at an empty line where it can, else at the end of a line, else at a
 * space, and only where reading both sides as one gives the same as reading each alone; so a value that lies across is
 * not cut. Names that are known from one piece are not looked for again in the next.
 */
final class TextDocument {

    static final int PIECE = 1 << 18;

    /** How much of each side is read to see whether a cut divides a value. */
    private static final int SEAM = 512;

    private static final int MOST_TRIES = 12;

    private final PassageMasker masker;
    private final int piece;

    TextDocument(PassageMasker masker) {
        this(masker, PIECE);
    }

    /** Reads pieces of about so many characters. */
    TextDocument(PassageMasker masker, int piece) {
        this.masker = masker;
        this.piece = piece;
    }

    void mask(Reader in, Writer out) throws IOException, Obstacle.Met {
        var text = new StringBuilder();
        while (fill(in, text)) {
            var cut = cut(text.toString());
            out.write(masker.mask(text.substring(0, cut)));
            text.delete(0, cut);
        }
        out.write(masker.mask(text.toString()));
    }

    /** Whether more is there than a piece and the seam behind it. */
    private boolean fill(Reader in, StringBuilder text) throws IOException {
        var buffer = new char[1 << 13];
        while (text.length() <= piece + SEAM) {
            var read = in.read(buffer);
            if (read < 0) {
                return false;
            }
            text.append(buffer, 0, read);
        }
        return true;
    }

    private int cut(String text) throws Obstacle.Met {
        var first = place(text, piece);
        var cut = first;
        for (var tries = 0; tries < MOST_TRIES && cut > piece / 2; tries++) {
            if (dividesNothing(text, cut)) {
                return cut;
            }
            cut = place(text, cut - 1);
        }
        return first;
    }

    private boolean dividesNothing(String text, int cut) throws Obstacle.Met {
        var left = text.substring(Math.max(0, cut - SEAM), cut);
        var right = text.substring(cut, Math.min(text.length(), cut + SEAM));
        var apart = List.of(
                masker.tried(List.of(left)).getFirst(),
                masker.tried(List.of(right)).getFirst());
        return masker.tried(List.of(left, right)).equals(apart);
    }

    /** The best place for a cut at or before this one. */
    private static int place(String text, int most) {
        var least = most / 2;
        var empty = text.lastIndexOf("\n\n", most - 2);
        if (empty >= least) {
            return empty + 2;
        }
        var line = text.lastIndexOf('\n', most - 1);
        if (line >= least) {
            return line + 1;
        }
        var space = text.lastIndexOf(' ', most - 1);
        if (space >= least) {
            return space + 1;
        }
        return most > 1 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : Math.max(1, most);
    }
}

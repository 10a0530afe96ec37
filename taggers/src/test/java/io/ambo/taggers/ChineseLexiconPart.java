package io.ambo.taggers;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Makes the Chinese lexicon out of lists of words, surnames and characters of names. */
final class ChineseLexiconPart implements ModelWriter.Part {

    private static final int BITS = 18;

    private final Map<String, Byte> words = new TreeMap<>();
    private final Map<Character, Integer> traits = new TreeMap<>();
    private final Map<String, Integer> doubleSurnames = new TreeMap<>();

    ChineseLexiconPart(Sources sources) {
        for (var line : sources.list("zh-words")) {
            var tab = line.indexOf('\t');
            if (tab > 1 && tab <= ChineseLexicon.LONGEST) {
                words.put(line.substring(0, tab), (byte) line.charAt(tab + 1));
            }
        }
        for (var line : sources.list("zh-surnames")) {
            var parts = line.split("\t");
            if (parts[0].length() == 1) {
                mark(parts[0].charAt(0), Integer.parseInt(parts[1]));
            } else if (parts[0].length() == 2) {
                doubleSurnames.put(parts[0], parts[0].charAt(0) << 16 | parts[0].charAt(1));
            }
        }
        for (var line : sources.list("zh-given")) {
            var parts = line.split("\t");
            mark(
                    parts[0].charAt(0),
                    Integer.parseInt(parts[1]) << ChineseLexicon.GIVEN_FIRST_SHIFT
                            | Integer.parseInt(parts[2]) << ChineseLexicon.GIVEN_SECOND_SHIFT);
        }
        sources.list("zh-translit")
                .getFirst()
                .strip()
                .chars()
                .forEach(c -> mark((char) c, ChineseLexicon.TRANSLITERATES));
    }

    private void mark(char c, int trait) {
        traits.merge(c, trait, (a, b) -> a | b);
    }

    @Override
    public void write(DataOutputStream output) throws IOException {
        output.writeByte(BITS);
        output.writeInt(words.size());
        var last = "";
        for (var word : words.entrySet()) {
            var shared = shared(last, word.getKey());
            output.writeByte(shared);
            output.writeByte(word.getKey().length());
            output.writeChars(word.getKey().substring(shared));
            output.writeByte(word.getValue());
            last = word.getKey();
        }
        output.writeInt(traits.size());
        for (var trait : traits.entrySet()) {
            output.writeChar(trait.getKey());
            output.writeShort(trait.getValue());
        }
        output.writeInt(doubleSurnames.size());
        for (var pair : doubleSurnames.values()) {
            output.writeInt(pair);
        }
    }

    private static int shared(String a, String b) {
        var i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }
}

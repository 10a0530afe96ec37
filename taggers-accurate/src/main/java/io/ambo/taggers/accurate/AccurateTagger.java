package io.ambo.taggers.accurate;

import io.ambo.catalog.Kind;
import io.ambo.privacy.Tagger;
import io.ambo.taggers.ChineseWords;
import io.ambo.taggers.Taggers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks the fast tagger and LAC, and weighs what they say: a person of both is certain, one of LAC alone is likely, one of the
 * fast tagger alone counts if its score is high. Places and organisations are LAC's, and the fast tagger's where LAC has none.
 */
public final class AccurateTagger implements Tagger {

    /** What a finding of LAC alone gets, whose network gives no score for a name. */
    private static final int LAC_SCORE = 300;

    /** A single character, such as the province on a licence plate, says too little. */
    private static final int SHORTEST = 2;

    /** From this level on, of five, a surname makes a sentence worth reading. */
    private static final int SURNAME = 4;

    /** From this score on the fast tagger needs no second voice. */
    private static final int TRUSTED = 400;

    private final Tagger fast = Taggers.fast();
    private final LacModel model = LacModel.read();
    private final ChineseWords words = Taggers.chineseWords();
    private final LacRules rules = new LacRules(words);

    @Override
    public Set<Kind> kinds() {
        return fast.kinds();
    }

    private record Found(Kind kind, int start, int end, Certainty certainty, int score) {

        void report(Sink findings) {
            findings.found(kind, start, end, certainty, score);
        }
    }

    @Override
    public void tag(CharSequence text, Sink findings) {
        var string = text.toString();
        Map<Integer, List<Found>> byBlock = new HashMap<>();
        fast.tag(string, new Sink() {
            @Override
            public void found(Kind kind, int start, int end, Certainty certainty, int score) {
                var found = new Found(kind, start, end, certainty, score);
                for (var block = start / BLOCK; block <= (end - 1) / BLOCK; block++) {
                    byBlock.computeIfAbsent(block, it -> new ArrayList<>()).add(found);
                }
            }

            @Override
            public boolean isWanted() {
                return findings.isWanted();
            }
        });
        new Weighing(string, byBlock, findings).run();
    }

    /** Findings are kept by blocks of so many characters, so that those near a place are found at once. */
    private static final int BLOCK = 64;

    /** The weighing of one text. */
    private final class Weighing {

        private final String text;
        private final Map<Integer, List<Found>> fastNames;
        private final Sink findings;
        private final Map<Integer, List<LacName>> lacNames = new HashMap<>();

        Weighing(String text, Map<Integer, List<Found>> fastNames, Sink findings) {
            this.text = text;
            this.fastNames = fastNames;
            this.findings = findings;
        }

        void run() {
            for (var batch : Sentences.batches(text, this::isCandidate)) {
                if (!findings.isWanted()) {
                    break;
                }
                read(batch);
            }
            fastNames.forEach((block, names) -> names.stream()
                    .filter(it -> it.start() / BLOCK == block && stands(it))
                    .forEach(it -> it.report(findings)));
        }

        /** Whether a sentence may hold a name: the fast tagger found one, or there is a surname that is not rare. */
        private boolean isCandidate(int start, int end) {
            for (var i = start; i < end; i++) {
                if (words.surname(text, i) >= SURNAME) {
                    return true;
                }
            }
            return !overlapping(start, end).isEmpty();
        }

        private void read(List<Sentences.Sentence> batch) {
            var tags = model.tag(batch.stream().map(Sentences.Sentence::characters).toList());
            for (var i = 0; i < tags.size(); i++) {
                var sentence = batch.get(i);
                var names = LacName.of(sentence.characters(), tags.get(i), sentence.start());
                for (var name : rules.apply(text, names)) {
                    if (name.end() - name.start() < SHORTEST || isPartOfPlace(name)) {
                        continue;
                    }
                    for (var block = name.start() / BLOCK; block <= (name.end() - 1) / BLOCK; block++) {
                        lacNames.computeIfAbsent(block, it -> new ArrayList<>()).add(name);
                    }
                    report(name);
                }
            }
        }

        private void report(LacName name) {
            var score = overlapping(name.start(), name.end()).stream()
                    .filter(it -> it.kind() == name.kind() && it.start() == name.start() && it.end() == name.end())
                    .mapToInt(Found::score)
                    .max();
            var certainty = score.isPresent() ? Certainty.SURE : Certainty.LIKELY;
            findings.found(
                    name.kind(), name.start(), name.end(), certainty, LAC_SCORE + Math.max(0, score.orElse(0)));
        }

        /** Whether the fast tagger has a longer place or an address there; it joins the parts of one, LAC does not. */
        private boolean isPartOfPlace(LacName name) {
            return overlapping(name.start(), name.end()).stream()
                    .anyMatch(it -> it.kind() == Kind.ADDRESS
                            || it.kind() == Kind.LOCATION
                                    && name.kind() == Kind.LOCATION
                                    && it.start() <= name.start()
                                    && it.end() >= name.end()
                                    && it.end() - it.start() > name.end() - name.start());
        }

        private List<Found> overlapping(int start, int end) {
            var overlapping = new ArrayList<Found>();
            for (var block = start / BLOCK; block <= (end - 1) / BLOCK; block++) {
                fastNames.getOrDefault(block, List.of()).stream()
                        .filter(it -> it.start() < end && start < it.end() && !overlapping.contains(it))
                        .forEach(overlapping::add);
            }
            return overlapping;
        }

        /** Whether a name of the fast tagger counts beside those of LAC. */
        private boolean stands(Found name) {
            if (name.kind() == Kind.ADDRESS || isLatin(name)) {
                return true;
            }
            for (var block = name.start() / BLOCK; block <= (name.end() - 1) / BLOCK; block++) {
                for (var other : lacNames.getOrDefault(block, List.of())) {
                    if (other.start() < name.end() && name.start() < other.end()) {
                        return false;
                    }
                }
            }
            return name.kind() != Kind.PERSON || name.score() >= TRUSTED;
        }

        private boolean isLatin(Found name) {
            return text.substring(name.start(), name.end()).chars().noneMatch(c -> c >= '\u3400' && c <= '\u9FFF');
        }
    }
}

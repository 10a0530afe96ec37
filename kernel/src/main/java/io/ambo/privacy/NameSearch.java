package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.catalog.NameRules;
import io.ambo.catalog.Policy;
import io.ambo.core.DataClass;
import io.ambo.privacy.Tagger.Certainty;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a policy's taggers find in a text, as candidates. Built once for each policy; thread-safe. */
final class NameSearch {

    /** A cue within so many characters makes a likely finding good enough. */
    private static final int NEAR = 12;

    private static final Set<Kind> CUES = EnumSet.of(
            Kind.PERSON,
            Kind.PHONE,
            Kind.EMAIL,
            Kind.ID_NUMBER,
            Kind.PASSPORT,
            Kind.SSN,
            Kind.BANK_CARD,
            Kind.DATE_OF_BIRTH,
            Kind.USERNAME);

    private final List<Tagger> taggers;
    private final NameRules rules;
    private final Map<Kind, Detector> detectors = new EnumMap<>(Kind.class);
    /** What a finding can raise a class to. */
    private final DataClass highest;

    private NameSearch(List<Tagger> taggers, Policy policy, int number) {
        this.taggers = taggers;
        this.rules = policy.names();
        var kinds = EnumSet.noneOf(Kind.class);
        taggers.forEach(tagger -> kinds.addAll(tagger.kinds()));
        for (var recogniser : TaggedKinds.of(kinds, rules)) {
            detectors.put(recogniser.kind(), new Detector(number + detectors.size(), recogniser));
        }
        this.highest = highest(policy);
    }

    /** The search that a policy asks for; its detectors are numbered from {@code number}. */
    static NameSearch of(Policy policy, TaggerSource source, int number) {
        var tier = policy.names().tagger();
        var taggers = tier == NameRules.Tier.NONE
                ? List.<Tagger>of()
                : source.of(tier).stream().toList();
        return new NameSearch(taggers, policy, number);
    }

    private DataClass highest(Policy policy) {
        var highest = DataClass.L0;
        for (var detector : detectors.values()) {
            highest = highest.max(detector.recogniser().dataClass());
        }
        for (var aggregation : policy.aggregations()) {
            if (detectors.keySet().stream()
                    .anyMatch(kind -> aggregation.together().contains(kind.id()))) {
                highest = highest.max(aggregation.dataClass());
            }
        }
        return highest;
    }

    /** Returns whether nothing is searched for. */
    boolean isEmpty() {
        return detectors.isEmpty();
    }

    /** The highest class that a finding can give to a text, alone or with others. */
    DataClass highest() {
        return highest;
    }

    List<Detector> detectors() {
        return List.copyOf(detectors.values());
    }

    /** A finding of a kind without a class of its own: it is reported, and stays in the text. */
    boolean isMention(Candidate candidate) {
        var detector = candidate.detector();
        return detector != null
                && detector.recogniser().dataClass() == DataClass.L0
                && detector.equals(detectors.get(detector.recogniser().kind()));
    }

    /**
     * The names in a text.
     *
     * @param others what recognisers found in it
     * @throws java.util.concurrent.CancellationException if the search is no longer wanted
     */
    List<Candidate> in(String text, List<Candidate> others, Interruption interruption) {
        var found = new Found(text, others, interruption);
        for (var tagger : taggers) {
            tagger.tag(text, found);
            interruption.check();
        }
        found.spans.addAll(NameColumns.of(text));
        AddressGrammar.of(text, found.spans).forEach(found::accept);
        return found.candidates;
    }

    /** Takes what taggers find, where it is sure enough and no better recogniser has found it. */
    private final class Found implements Tagger.Sink {

        private final String text;
        private final Neighbours others;
        private final Interruption interruption;
        private final List<AddressGrammar.Span> spans = new ArrayList<>();
        private final List<Candidate> candidates = new ArrayList<>();

        Found(String text, List<Candidate> others, Interruption interruption) {
            this.text = text;
            this.others = new Neighbours(others);
            this.interruption = interruption;
        }

        @Override
        public void found(Kind kind, int start, int end, Certainty certainty, int score) {
            if (start >= 0 && start < end && end <= text.length()) {
                spans.add(new AddressGrammar.Span(kind, start, end, certainty, score));
            }
        }

        private void accept(AddressGrammar.Span span) {
            var detector = detectors.get(span.kind());
            if (detector == null || isEra(span)) {
                return;
            }
            var end = free(span.kind(), span.start(), span.end());
            var candidate = Candidate.tagged(span.start(), end, detector, span.certainty(), span.score());
            if (end > span.start() && isSureEnough(candidate) && !isWithinOther(candidate)) {
                candidates.add(candidate);
            }
        }

        @Override
        public boolean isWanted() {
            return !interruption.unwanted().getAsBoolean();
        }

        private boolean isSureEnough(Candidate candidate) {
            return rules.certainty() == NameRules.Certainty.LIKELY
                    || candidate.certainty() == Certainty.SURE
                    || others.any(candidate.start() - NEAR, candidate.end() + NEAR, NameSearch::isCue);
        }

        /** A name that stands for a time. */
        private boolean isEra(AddressGrammar.Span span) {
            return span.kind() == Kind.PERSON && text.startsWith("年间", span.end());
        }

        /** Where a name ends if another value begins in it; only an address may have such a value in its middle. */
        private int free(Kind kind, int start, int end) {
            var first = others.firstStart(
                    start, end, other -> !isName(other) && (kind != Kind.ADDRESS || other.end() >= end));
            var free = Math.min(end, first);
            while (free > start && free < end && !Character.isLetterOrDigit(text.charAt(free - 1))) {
                free--;
            }
            return free;
        }

        private boolean isWithinOther(Candidate candidate) {
            return others.any(candidate.start(), candidate.end(), other -> other.contains(candidate) && !isName(other));
        }
    }

    private static boolean isCue(Candidate candidate) {
        var detector = candidate.detector();
        return detector != null && CUES.contains(detector.recogniser().kind());
    }

    private static boolean isName(Candidate candidate) {
        var detector = candidate.detector();
        return detector == null || detector.recogniser().kind() == Kind.PERSON;
    }
}

package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Recogniser.Owner;
import io.ambo.core.DataClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether words of illness, religion and the like are somebody's: the writer's, a relative's, or those of a
 * person who is named beside them. A subject, or a case without a name, is nobody's and makes no class by itself.
 *
 * <p>Built once for each policy; thread-safe.
 */
final class Owners {

    /** What a sentence says about the person of a finding. */
    enum Sign {
        /** Nothing. */
        NONE,
        /** Whose it is. */
        TOLD,
        /** That a person is meant who must be named elsewhere. */
        REFERRED,
        /** A name of one who only speaks of it: a doctor, a reporter. */
        BYSTANDER
    }

    /** Stands for the value in the sentence that the patterns are tried on. */
    private static final char VALUE = '\u0001';

    private static final String SENTENCE_ENDS = "。！？!?\n；;";
    private static final int BEFORE = 120;
    private static final int BEHIND = 60;
    private static final int TITLE = 8;
    /** How far a name may be from a word that is its owner's, and an identity, in bytes of the body. */
    private static final int NEAR = 240;

    private static final int NEAR_IDENTITY = 2000;

    private static final Set<Kind> IDENTITIES = EnumSet.of(
            Kind.ID_NUMBER,
            Kind.PASSPORT,
            Kind.SSN,
            Kind.DRIVER_LICENSE,
            Kind.MEDICAL_NUMBER,
            Kind.BANK_CARD,
            Kind.DATE_OF_BIRTH,
            Kind.USERNAME);
    private static final Set<Kind> CONTACTS = EnumSet.of(Kind.PERSON, Kind.PHONE, Kind.EMAIL);

    private static final Pattern TITLE_BEFORE = Pattern.compile(
            "(?i)(?:\\b(?:dr|prof|professor|doctor|nurse|reporter|editor|author)\\.? ?|记者|作者|编辑|主编|医生|主任)$");
    private static final Pattern TITLE_BEHIND =
            Pattern.compile("(?i) ?(?:医生|大夫|医师|教授|主任|院士|院长|博士|记者|护士|研究员|, ?M\\.?D)");

    private final List<Pattern> told;
    private final List<Pattern> referred;
    private final DataClass alone;

    /** The signs that these recognisers know; words that are nobody's have the class {@code alone} at most. */
    Owners(List<Recogniser> recognisers, DataClass alone) {
        this.told = patterns(recognisers, Owner.TOLD);
        this.referred = patterns(recognisers, Owner.REFERRED);
        this.alone = alone;
    }

    private static List<Pattern> patterns(List<Recogniser> recognisers, Owner owner) {
        return recognisers.stream()
                .filter(recogniser -> recogniser.owner() == owner)
                .flatMap(recogniser -> recogniser.patterns().stream())
                .toList();
    }

    /** What the text around a finding says. */
    Sign sign(Candidate found, int start, int end, String text) {
        var detector = found.detector();
        if (detector == null) {
            return Sign.NONE;
        }
        if (detector.recogniser().kind() == Kind.PERSON) {
            return isBystander(text, start, end) ? Sign.BYSTANDER : Sign.NONE;
        }
        return detector.recogniser().owner().isAsked() ? sign(sentence(text, start, end)) : Sign.NONE;
    }

    private Sign sign(String sentence) {
        if (told.stream().anyMatch(pattern -> pattern.matcher(sentence).find())) {
            return Sign.TOLD;
        }
        return referred.stream().anyMatch(pattern -> pattern.matcher(sentence).find()) ? Sign.REFERRED : Sign.NONE;
    }

    private static boolean isBystander(String text, int start, int end) {
        return TITLE_BEFORE
                        .matcher(text.substring(Math.max(0, start - TITLE), start))
                        .find()
                || TITLE_BEHIND
                        .matcher(text.substring(end, Math.min(text.length(), end + TITLE)))
                        .lookingAt();
    }

    private static String sentence(String text, int start, int end) {
        var first = start;
        while (first > 0 && start - first < BEFORE && SENTENCE_ENDS.indexOf(text.charAt(first - 1)) < 0) {
            first--;
        }
        var last = end;
        while (last < text.length() && last - end < BEHIND && SENTENCE_ENDS.indexOf(text.charAt(last)) < 0) {
            last++;
        }
        return text.substring(first, start) + VALUE + text.substring(end, last);
    }

    /** The findings with those that are nobody's as such; each has the sign of the same place. */
    List<Finding> settle(List<Finding> findings, List<Sign> signs) {
        if (findings.stream().noneMatch(finding -> finding.owner().isAsked())) {
            return findings;
        }
        var settled = new ArrayList<Finding>(findings.size());
        var isSomebodyNamed =
                findings.stream().anyMatch(finding -> identifies(finding, CONTACTS) || identifies(finding, IDENTITIES));
        for (var i = 0; i < findings.size(); i++) {
            var finding = findings.get(i);
            var isOwned = !finding.owner().isAsked()
                    || signs.get(i) == Sign.TOLD
                    || signs.get(i) == Sign.REFERRED && isSomebodyNamed
                    || isBesidePerson(i, findings, signs);
            settled.add(isOwned || alone.atLeast(finding.dataClass()) ? finding : finding.ofNobody(alone));
        }
        return settled;
    }

    private static boolean identifies(Finding finding, Set<Kind> kinds) {
        return kinds.contains(finding.kind()) && !finding.isMention();
    }

    /** A name or an identity stands near; religion and the like ask for more than a name. */
    private static boolean isBesidePerson(int at, List<Finding> findings, List<Sign> signs) {
        var isNeeded = findings.get(at).owner() == Owner.NEEDED;
        var place = findings.get(at).start();
        for (var i = at - 1; i >= 0 && place - findings.get(i).start() < NEAR_IDENTITY; i--) {
            if (isPerson(findings.get(i), signs.get(i), place - findings.get(i).start(), isNeeded)) {
                return true;
            }
        }
        for (var i = at + 1; i < findings.size() && findings.get(i).start() - place < NEAR_IDENTITY; i++) {
            if (isPerson(findings.get(i), signs.get(i), findings.get(i).start() - place, isNeeded)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPerson(Finding finding, Sign sign, int distance, boolean isNameEnough) {
        return identifies(finding, IDENTITIES)
                || isNameEnough && distance < NEAR && sign != Sign.BYSTANDER && identifies(finding, CONTACTS);
    }
}

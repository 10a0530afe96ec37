package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.core.Capability;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Health;
import io.ambo.core.Money;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that a choice depends on besides the catalogue. It is enough to repeat the choice years later, and
 * contains no text of a prompt.
 *
 * @param asked the requested model, {@code provider/model} or alias
 * @param policy the policy in effect
 * @param needs the capabilities that the request needs
 * @param languages percentage of the text by ISO 639-1 code
 * @param steering members of the request that the policy has a rule for ({@link Router#steering})
 * @param at the time of the request; prices are those of this day (UTC)
 * @param budgetLeft what may still be spent; empty if there is no budget
 * @param router the version of the router's rules that made the choice, so that an old verdict can be repeated
 */
public record Question(
        String asked,
        String policy,
        Allowance allowance,
        Content content,
        Size size,
        Set<Capability> needs,
        Map<String, Integer> languages,
        Set<String> steering,
        Circumstances circumstances,
        Instant at,
        Optional<Money> budgetLeft,
        int router) {

    /**
     * The router version that chose the cheapest destination on this machine or a private server when none met an
     * alias' floor.
     */
    static final int FIRST_ROUTER = 1;

    /** The current version of the rules. */
    public static final int THIS_ROUTER = 2;

    /** A question for the current rules. */
    public Question(
            String asked,
            String policy,
            Allowance allowance,
            Content content,
            Size size,
            Set<Capability> needs,
            Map<String, Integer> languages,
            Set<String> steering,
            Circumstances circumstances,
            Instant at,
            Optional<Money> budgetLeft) {
        this(
                asked,
                policy,
                allowance,
                content,
                size,
                needs,
                languages,
                steering,
                circumstances,
                at,
                budgetLeft,
                THIS_ROUTER);
    }

    public Question {
        needs = Set.copyOf(needs);
        languages = Map.copyOf(languages);
        steering = Set.copyOf(steering);
    }

    /**
     * What the caller's key allows.
     *
     * @param models aliases, names, {@code provider/name}, {@code provider/*}; empty means all
     */
    public record Allowance(Set<String> models, Set<DestinationKind> kinds) {

        public static final Allowance ALL = new Allowance(Set.of(), Set.of(DestinationKind.values()));

        public Allowance {
            models = Set.copyOf(models);
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * What was found in the request.
     *
     * @param dataClass the class of its texts
     * @param found the number of values of each kind, by recogniser id
     * @param unmaskable the JSON path of the first finding that cannot be replaced where it is, without any text of the
     *     caller
     * @param media whether it contains images, audio or files
     * @param opaque whether it contains sealed content, such as encrypted reasoning
     * @param issuers ids of the providers that may have issued the sealed content; empty if unknown
     */
    public record Content(
            DataClass dataClass,
            Map<String, Integer> found,
            Optional<String> unmaskable,
            boolean media,
            boolean opaque,
            Set<String> issuers) {

        public static final Content HARMLESS =
                new Content(DataClass.L0, Map.of(), Optional.empty(), false, false, Set.of());

        public Content {
            found = Map.copyOf(found);
            issuers = Set.copyOf(issuers);
        }
    }

    /**
     * The size of a request, in tokens.
     *
     * @param input estimated tokens of the prompt
     * @param output estimated tokens of one answer
     * @param maxOutput the caller's limit on the tokens of an answer, if set
     * @param choices the number of answers, at least 1
     * @param longest estimated tokens of the longest text processed at once: the prompt, or the longest of several
     *     inputs
     */
    public record Size(long input, long output, OptionalLong maxOutput, int choices, long longest) {

        /** The tokens assumed for an answer that neither the request nor the model's file limits. */
        public static final long UNBOUNDED_ANSWER = 4096;

        private static final long MOST = 1L << 30;

        public Size {
            if (input < 0 || output < 0 || choices < 1 || maxOutput.isPresent() && maxOutput.getAsLong() < 0) {
                throw new IllegalArgumentException("a request's size cannot be negative");
            }
            input = Math.min(input, MOST);
            output = Math.min(output, MOST);
            maxOutput = maxOutput.isPresent() ? OptionalLong.of(Math.min(maxOutput.getAsLong(), MOST)) : maxOutput;
            choices = Math.min(choices, 1 << 10);
            longest = Math.min(longest, input);
        }

        /** The size of a request with a single prompt. */
        public Size(long input, long output, OptionalLong maxOutput, int choices) {
            this(input, output, maxOutput, choices, input);
        }

        /**
         * The most tokens assumed for the answer before it is known, all choices combined: the request's limit,
         * otherwise the limit in the model's file, otherwise {@link #UNBOUNDED_ANSWER}; never more than model and
         * context allow.
         */
        public long mostOutput(Destination destination) {
            if (destination.capabilities().contains(Capability.EMBEDDINGS)) {
                return 0;
            }
            var isBounded = destination.maxOutput() < destination.context();
            var usual = isBounded ? destination.maxOutput() : Math.min(UNBOUNDED_ANSWER, destination.maxOutput());
            var most = Math.min(maxOutput.orElse(usual), destination.maxOutput());
            var room = Math.max(0, destination.context() - input);
            return Math.min(room, most) * choices;
        }

        /** The context that is needed: the prompt plus the requested answer, or plus at least one token. */
        long needed() {
            return longest + maxOutput.orElse(1);
        }
    }

    /**
     * The state of the destinations at the time of the request.
     *
     * @param health resting destinations
     * @param notReady destinations ({@code provider/model}) that cannot answer yet, and providers that are switched off
     * @param noKey providers whose key is not set
     */
    public record Circumstances(Health health, Set<String> notReady, Set<String> noKey) {

        public static final Circumstances GOOD = new Circumstances(Health.GOOD, Set.of(), Set.of());

        public Circumstances {
            notReady = Set.copyOf(notReady);
            noKey = Set.copyOf(noKey);
        }

        /** A copy in which destinations that were not ready are ready. */
        Circumstances later() {
            var off = notReady.stream().filter(name -> !name.contains("/")).collect(Collectors.toSet());
            return new Circumstances(health, off, noKey);
        }
    }

    /** A copy in which destinations that were not ready are ready. */
    Question later() {
        return new Question(
                asked,
                policy,
                allowance,
                content,
                size,
                needs,
                languages,
                steering,
                circumstances.later(),
                at,
                budgetLeft,
                router);
    }

    /** A copy without a steering member. */
    Question without(String member) {
        var others = steering.stream().filter(name -> !name.equals(member)).collect(Collectors.toSet());
        return new Question(
                asked, policy, allowance, content, size, needs, languages, others, circumstances, at, budgetLeft);
    }

    /** Compact JSON with sorted keys; equal questions give equal text. */
    public String toJson() {
        return QuestionJson.write(this);
    }

    /**
     * Parses a question.
     *
     * @throws IllegalArgumentException if the text is not a question
     */
    public static Question fromJson(String json) {
        return QuestionJson.read(json);
    }
}

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
 * Everything that a choice depends on besides the catalogue: enough to make it again years later, and no word of a
 * prompt.
 *
 * @param asked the model, {@code provider/model} or alias asked for
 * @param policy the policy that holds
 * @param needs what the model must be able to do
 * @param languages share of the text in percent by ISO 639-1 code
 * @param steering members of the request that the policy has a rule for ({@link Router#steering})
 * @param at when it was asked; prices are those of this day (UTC)
 * @param budgetLeft what may still be spent; empty: no budget
 * @param router the version of the router's rules that the choice was made by, so that an old verdict stays true
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

    /** The router that chose the cheapest of those in the house when none met an alias' floor. */
    static final int FIRST_ROUTER = 1;

    /** The version of the rules that choose now. */
    public static final int THIS_ROUTER = 2;

    /** For the rules of today. */
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
     * What the caller's key lets through.
     *
     * @param models aliases, names, {@code provider/name}, {@code provider/*}; empty is all
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
     * @param dataClass of its texts
     * @param found how many values of each kind, by the recogniser's id
     * @param unmaskable the JSON path of the first finding that cannot be replaced where it stands, with no text of
     *     the caller in it
     * @param media whether it holds pictures, sound or files
     * @param opaque whether it holds sealed content, such as encrypted reasoning
     * @param issuers ids of the providers that may have issued it; empty: not known
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
     * How much it is.
     *
     * @param input estimated tokens of the prompt
     * @param output estimated tokens of one answer
     * @param maxOutput most tokens of an answer, when the caller said so
     * @param choices how many answers, 1 and up
     * @param longest estimated tokens of what is read as one: the prompt, or the longest of several inputs
     */
    public record Size(long input, long output, OptionalLong maxOutput, int choices, long longest) {

        /** Tokens at which an answer is reckoned that neither the request nor the model's file bounds. */
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

        /** Of one prompt. */
        public Size(long input, long output, OptionalLong maxOutput, int choices) {
            this(input, output, maxOutput, choices, input);
        }

        /**
         * The most tokens that an answer is reckoned at before it is there, all choices together: what the request asks for,
         * else what the model's file says, else {@link #UNBOUNDED_ANSWER}; never more than model and context let through.
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

        /** What the context must hold: the prompt, and the answer that the caller wants or at least one token. */
        long needed() {
            return longest + maxOutput.orElse(1);
        }
    }

    /**
     * How things are at the moment.
     *
     * @param health destinations that rest
     * @param notReady destinations ({@code provider/model}) that cannot answer yet, and providers that are switched off
     * @param noKey providers whose key is not set
     */
    public record Circumstances(Health health, Set<String> notReady, Set<String> noKey) {

        public static final Circumstances GOOD = new Circumstances(Health.GOOD, Set.of(), Set.of());

        public Circumstances {
            notReady = Set.copyOf(notReady);
            noKey = Set.copyOf(noKey);
        }

        /** The same a while later, when what could not answer yet can. */
        Circumstances later() {
            var off = notReady.stream().filter(name -> !name.contains("/")).collect(Collectors.toSet());
            return new Circumstances(health, off, noKey);
        }
    }

    /** The same a while later, when what could not answer yet can. */
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

    /** The same without a member. */
    Question without(String member) {
        var others = steering.stream().filter(name -> !name.equals(member)).collect(Collectors.toSet());
        return new Question(
                asked, policy, allowance, content, size, needs, languages, others, circumstances, at, budgetLeft);
    }

    /** Compact JSON with sorted keys; the same question gives the same text. */
    public String toJson() {
        return QuestionJson.write(this);
    }

    /**
     * The question of such a text.
     *
     * @throws IllegalArgumentException it is not one
     */
    public static Question fromJson(String json) {
        return QuestionJson.read(json);
    }
}

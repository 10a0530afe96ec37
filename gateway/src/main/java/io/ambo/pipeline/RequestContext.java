package io.ambo.pipeline;

import io.ambo.core.Caller;
import io.ambo.core.DataClass;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.core.RequestId;
import io.ambo.format.AnthropicMessages;
import io.ambo.format.Surface;
import io.ambo.privacy.Scanner;
import io.ambo.provider.LoopDetection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of a request when its head has been admitted.
 *
 * @param surface where it asks, and for what
 * @param nanos {@link io.ambo.core.Clock#nanoTime()} at the first byte
 * @param snapshot the configuration that it keeps to its end
 * @param raise a class that the caller says its data has at least ({@code x-ambo-class})
 * @param conversation the caller's name for the conversation ({@code x-ambo-conversation})
 * @param policy the policy's name ({@code x-ambo-policy}, else what the settings say)
 * @param tags the caller's own words for the ledger ({@code x-ambo-tags})
 * @param betas features that a caller of Anthropic's format asks for
 * @param hops the marks of the Ambos that passed it on before ({@code via})
 */
public record RequestContext(
        RequestId id,
        Surface surface,
        Instant at,
        long nanos,
        Snapshot snapshot,
        Caller caller,
        Optional<DataClass> raise,
        Optional<String> conversation,
        String policy,
        Map<String, String> tags,
        BetaFeatures betas,
        List<String> hops) {

    private static final String CLASS = "x-ambo-class";
    private static final String CONVERSATION = "x-ambo-conversation";
    private static final String POLICY = "x-ambo-policy";
    private static final String TAGS = "x-ambo-tags";
    private static final Set<String> KNOWN = Set.of(CLASS, CONVERSATION, POLICY, TAGS);

    private static final int MOST_TAGS = 8;
    private static final int LONGEST_CONVERSATION = 256;
    private static final Pattern TAG = Pattern.compile("[a-z0-9._-]{1,64}");

    public RequestContext {
        tags = Map.copyOf(tags);
        hops = List.copyOf(hops);
    }

    /** Reads the steering headers; one that is not understood is refused, never overlooked. */
    static RequestContext of(RequestHead head, Caller caller, Snapshot snapshot) {
        head.requireKnown(KNOWN);
        var policy = head.steering(POLICY)
                .map(name -> policy(name, caller, snapshot))
                .orElse(snapshot.policy());
        var tags = head.steering(TAGS).map(RequestContext::tags).orElse(Map.of());
        requireNoValues(tags, snapshot.rules(policy).scanner());
        return new RequestContext(
                RequestId.next(head.at()),
                head.surface(),
                head.at(),
                head.nanos(),
                snapshot,
                caller,
                head.steering(CLASS).map(RequestContext::dataClass),
                head.steering(CONVERSATION).map(RequestContext::conversation),
                policy,
                tags,
                betas(head, snapshot.rules(policy).scanner()),
                head.via().map(LoopDetection::read).orElse(List.of()));
    }

    /** Without what the steering headers say. */
    static RequestContext bare(RequestHead head, Caller caller, Snapshot snapshot) {
        return new RequestContext(
                RequestId.next(head.at()),
                head.surface(),
                head.at(),
                head.nanos(),
                snapshot,
                caller,
                Optional.empty(),
                Optional.empty(),
                snapshot.policy(),
                Map.of(),
                BetaFeatures.NONE,
                List.of());
    }

    private static BetaFeatures betas(RequestHead head, Scanner scanner) {
        var anthropic = head.surface().format() instanceof AnthropicMessages;
        return anthropic && !head.betas().isEmpty() ? BetaFeatures.of(head.betas(), scanner) : BetaFeatures.NONE;
    }

    public Rules rules() {
        return snapshot.rules(policy);
    }

    private static DataClass dataClass(String value) {
        return DataClass.of(value)
                .orElseThrow(() -> Refusal.of(Reason.INVALID_MEMBER, "request.header.class")
                        .at(CLASS));
    }

    private static String conversation(String value) {
        if (value.isBlank() || value.length() > LONGEST_CONVERSATION) {
            throw Refusal.of(Reason.INVALID_MEMBER, "request.header.conversation", LONGEST_CONVERSATION)
                    .at(CONVERSATION);
        }
        return value;
    }

    /** The day whose prices count, in UTC. */
    LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static String policy(String name, Caller caller, Snapshot snapshot) {
        var known = snapshot.hasPolicy(name);
        if (!known || !name.equals(snapshot.policy()) && !caller.policies().contains(name)) {
            throw Refusal.of(Reason.FORBIDDEN, "request.header.policy").at(POLICY);
        }
        return name;
    }

    /** Tags stay in the ledger in clear, so they hold nothing that a recogniser finds. */
    private static void requireNoValues(Map<String, String> tags, Scanner scanner) {
        tags.forEach((key, text) -> {
            for (var words : List.of(key, text)) {
                if (Failures.holdsValue(words, scanner)) {
                    throw Refusal.of(Reason.INVALID_MEMBER, "request.header.tags-value", key.equals(words) ? "…" : key)
                            .hint("request.header.tags-value.hint")
                            .at(TAGS);
                }
            }
        });
    }

    private static Map<String, String> tags(String value) {
        var tags = new LinkedHashMap<String, String>();
        for (var pair : value.split(",", -1)) {
            var equals = pair.indexOf('=');
            var key = equals < 0 ? "" : pair.substring(0, equals).strip();
            var text = pair.substring(equals + 1).strip();
            var twoWords = TAG.matcher(key).matches() && TAG.matcher(text).matches();
            if (!twoWords || tags.size() == MOST_TAGS || tags.containsKey(key)) {
                throw Refusal.of(Reason.INVALID_MEMBER, "request.header.tags", MOST_TAGS)
                        .at(TAGS);
            }
            tags.put(key, text);
        }
        return tags;
    }
}

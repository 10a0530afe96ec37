package io.ambo.catalog;

import io.ambo.core.DestinationKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Someone who answers: an API, a server of one's own, or the engine that Ambo starts.
 *
 * @param id lower-case letters, digits, dots and dashes
 * @param dialect the wire format, for example {@code openai-chat}
 * @param baseUrl where it is; empty for the embedded engine, whose address is known when it has started
 * @param key where its key is kept, if it wants one
 * @param engine for {@code embedded}: the id of the engine file that starts it
 */
public record Provider(
        String id,
        DestinationKind kind,
        String dialect,
        Optional<URI> baseUrl,
        Optional<SecretReference> key,
        DataTerms dataTerms,
        Quirks quirks,
        Timeouts timeouts,
        Optional<String> engine,
        List<Destination> models) {

    public Provider {
        models = List.copyOf(models);
    }

    /** The same provider with other models. */
    public Provider with(List<Destination> others) {
        return new Provider(id, kind, dialect, baseUrl, key, dataTerms, quirks, timeouts, engine, others);
    }

    /**
     * What a provider does with the data it gets.
     *
     * @param retentionDays nothing when it does not say
     */
    public record DataTerms(
            Optional<Boolean> trainsOnInputs,
            Optional<Integer> retentionDays,
            Optional<String> domicile,
            Optional<Source> source) {

        public static final DataTerms UNSTATED =
                new DataTerms(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Where a provider departs from its dialect.
     *
     * @param includeUsage whether {@code stream_options.include_usage} may be added to a streamed request
     * @param namedTool whether {@code tool_choice} may name a function; where not, that function goes alone and some call
     *     is required
     * @param structuredOutput whether a destination that speaks {@code anthropic-messages} knows {@code output_config} and
     *     strict tools; where not, an answer in JSON is asked for by a tool that must be called
     * @param allow when present, only these members of a request go out to it
     * @param drop members of a request that it does not bear and that are left out
     * @param rename members that it calls otherwise
     * @param headers further headers of every request, without secrets
     */
    public record Quirks(
            boolean includeUsage,
            boolean namedTool,
            boolean structuredOutput,
            Optional<Set<String>> allow,
            Set<String> drop,
            Map<String, String> rename,
            Map<String, String> headers) {

        public static final Quirks NONE = new Quirks(true, true, false, Optional.empty(), Set.of(), Map.of(), Map.of());

        public Quirks {
            allow = allow.map(Set::copyOf);
            drop = Set.copyOf(drop);
            rename = Map.copyOf(rename);
            headers = Map.copyOf(headers);
        }
    }

    /**
     * How long a call may take to connect, to its first byte, between two bytes, and in all. Models think for ten minutes
     * before their first word and between words, and send nothing meanwhile.
     */
    public record Timeouts(Duration connect, Duration firstByte, Duration betweenBytes, Duration total) {

        public static final Timeouts DEFAULT = new Timeouts(
                Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofMinutes(15), Duration.ofHours(1));
    }
}

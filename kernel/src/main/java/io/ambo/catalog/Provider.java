package io.ambo.catalog;

import io.ambo.core.DestinationKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider of models: an API, your own server, or the engine that Ambo starts.
 *
 * @param id lower-case letters, digits, dots and dashes
 * @param dialect the wire format, for example {@code openai-chat}
 * @param baseUrl its address; empty for the embedded engine, whose address is known once it has started
 * @param key where its key is stored, if it requires one
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

    /** A copy with other models. */
    public Provider with(List<Destination> others) {
        return new Provider(id, kind, dialect, baseUrl, key, dataTerms, quirks, timeouts, engine, others);
    }

    /**
     * What a provider does with the data it receives.
     *
     * @param retentionDays empty if not stated
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
     * Where a provider differs from its wire format.
     *
     * @param includeUsage whether {@code stream_options.include_usage} may be added to a streamed request
     * @param namedTool whether {@code tool_choice} may name a function; if not, only that function is sent and a call
     *     is required
     * @param structuredOutput whether a destination with {@code anthropic-messages} supports {@code output_config} and
     *     strict tools; if not, JSON output is requested through a tool that must be called
     * @param allow if present, only these members of a request are sent
     * @param drop members of a request that it does not accept and that are removed
     * @param rename members that have another name there
     * @param headers additional headers of every request, without secrets
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
     * How long a call may take to connect, until its first byte, between two bytes, and in total. Models may reason for
     * ten minutes before or between words and send nothing meanwhile.
     */
    public record Timeouts(Duration connect, Duration firstByte, Duration betweenBytes, Duration total) {

        public static final Timeouts DEFAULT = new Timeouts(
                Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofMinutes(15), Duration.ofHours(1));
    }
}

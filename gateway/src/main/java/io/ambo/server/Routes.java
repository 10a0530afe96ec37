package io.ambo.server;

import io.ambo.api.ApiEndpoint;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.format.Surface;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one list of every path: what the pipeline answers, and the endpoints that declare themselves. */
public final class Routes {

    /** The paths that the pipeline answers. */
    static final Map<String, Surface> SURFACES =
            Arrays.stream(Surface.values()).collect(Collectors.toUnmodifiableMap(Surface::path, surface -> surface));

    /** What answers every path that no other endpoint has; it makes no path known. */
    private static final String EVERY_PATH = "/*";

    private final List<ApiEndpoint> endpoints;

    public Routes(List<ApiEndpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
    }

    /**
     * The endpoint of a request: of those whose path matches, the longest path decides, then the method.
     *
     * @throws Refusal the path exists for another method only, or not at all
     */
    public ApiEndpoint find(String method, String path) {
        var there = at(path);
        return there.stream()
                .filter(endpoint -> endpoint.method().equals(method))
                .findFirst()
                .orElseThrow(() -> UnservedPaths.foreign(path).orElseGet(() -> notThere(path, there)));
    }

    private Refusal notThere(String path, List<ApiEndpoint> there) {
        return isNowhere(there)
                ? UnservedPaths.unknown(path, belowV1())
                : Refusal.of(Reason.WRONG_METHOD, "server.wrong-method", methods(there));
    }

    /** What clients of models find below {@code /v1}. */
    private Set<String> belowV1() {
        return Stream.concat(SURFACES.keySet().stream(), endpoints.stream().map(ApiEndpoint::path))
                .filter(path -> path.startsWith("/v1/") && !path.endsWith("*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The endpoints of a path, one for each method. */
    private List<ApiEndpoint> at(String path) {
        var matching =
                endpoints.stream().filter(endpoint -> endpoint.matches(path)).toList();
        var longest = matching.stream()
                .mapToInt(endpoint -> endpoint.path().length())
                .max()
                .orElse(0);
        return matching.stream()
                .filter(endpoint -> endpoint.path().length() == longest)
                .toList();
    }

    private static boolean isNowhere(List<ApiEndpoint> there) {
        return there.stream().allMatch(endpoint -> endpoint.path().equals(EVERY_PATH));
    }

    /** The methods that a path answers, as the Allow header has them. */
    String methods(String path) {
        return SURFACES.containsKey(path) ? "POST" : methods(at(path));
    }

    private static String methods(List<ApiEndpoint> there) {
        return there.stream().map(ApiEndpoint::method).collect(Collectors.joining(", "));
    }
}

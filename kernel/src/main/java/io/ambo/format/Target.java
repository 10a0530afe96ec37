package io.ambo.format;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a destination requires of a request, beyond its wire format.
 *
 * @param model the provider's name of the model
 * @param includeUsage whether the usage of a stream may be asked for
 * @param namedTool whether a function may be asked for by its name; where not, it goes alone and some call is required
 * @param structuredOutput whether it enforces the schema of an answer, and of strict tools, by itself; for formats in
 *     which not every destination does
 * @param allow when present, only these members of the body go out
 * @param drop members that do not go out
 * @param rename members that go out under another name
 * @param maxOutput most tokens of an answer, for formats that require it
 */
public record Target(
        String model,
        boolean includeUsage,
        boolean namedTool,
        boolean structuredOutput,
        Optional<Set<String>> allow,
        Set<String> drop,
        Map<String, String> rename,
        long maxOutput) {

    boolean drops(String member) {
        return drop.contains(member) || allow.isPresent() && !allow.get().contains(member);
    }
}

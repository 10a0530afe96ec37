package io.ambo.format;

import io.ambo.core.Capability;
import io.ambo.wire.Body;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.Role;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An arrived request: its bytes and index, its texts, and what choosing needs to know of it.
 *
 * @param format the wire format that it is written in
 * @param model what was asked for
 * @param includeUsage whether the caller wants the usage of a stream
 * @param maxOutput most tokens of the answer, when the caller said so
 * @param choices how many answers ({@code n})
 * @param steering members that steer more than the answer: {@code store}, {@code tools.web_search}, …
 * @param portions how its texts are portioned
 */
public record Request(
        WireFormat format,
        Operation operation,
        Body body,
        String model,
        boolean stream,
        boolean includeUsage,
        OptionalLong maxOutput,
        long choices,
        Set<Capability> needs,
        List<String> steering,
        Portions portions) {

    public Request {
        needs = Set.copyOf(needs);
        steering = List.copyOf(steering);
    }

    public JsonIndex index() {
        return body.index();
    }

    /** What the person wrote first: it comes again in every later turn, and so tells conversations apart. */
    public String opening() {
        return body.spans().stream()
                .filter(span -> span.role() == Role.USER)
                .findFirst()
                .map(span -> index().text(span.nodes()[0]))
                .orElse("");
    }
}

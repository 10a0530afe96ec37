package io.ambo.format;

import io.ambo.wire.Body;
import io.ambo.wire.Edits;
import java.util.List;

/**
 * What would go to a destination, not yet gathered.
 *
 * @param path where it is posted, after the provider's base address
 * @param edits what the destination needs changed, before anything is de-identified
 * @param asArrived whether the body is the arrived one, so that what was found in it holds
 * @param dropped paths of what the caller sent and the destination does not get, or gets otherwise
 */
public record Prepared(String path, Body body, Edits edits, boolean asArrived, List<String> dropped) {

    public Prepared {
        dropped = List.copyOf(dropped);
    }
}

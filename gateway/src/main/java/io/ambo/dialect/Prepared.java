package io.ambo.dialect;

import io.ambo.wire.Body;
import io.ambo.wire.Edits;

/**
 * What would go to a destination, not yet gathered.
 *
 * @param edits what the destination needs changed, before anything is de-identified
 * @param asArrived whether the body is the arrived one, so that what was found in it holds
 */
public record Prepared(Body body, Edits edits, boolean asArrived) {}

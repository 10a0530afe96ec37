/**
 * Chooses the destinations that may answer, best first, and explains why not the others.
 *
 * <p>Read {@code Router} first. It promises that the choice depends only on the catalogue, the policy and the question,
 * so that it can be repeated from a ledger entry; and that for each excluded destination every rule that excluded it
 * can be shown. It knows no prompt and no network.
 */
@NullMarked
package io.ambo.routing;

import org.jspecify.annotations.NullMarked;

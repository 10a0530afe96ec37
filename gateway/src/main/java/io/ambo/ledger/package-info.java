/**
 * The ledger: one entry per request, a journal that survives a crash, a store that answers queries, and the price of a
 * usage.
 *
 * <p>Read {@link io.ambo.ledger.Entry} first. It promises that an entry is opened before money can be spent and closed
 * exactly once; that a closed entry is in the journal before the caller has the last byte; that nothing is counted
 * twice; that no entry contains text of a prompt or an answer; and that sums outlive deleted entries. It knows nothing
 * of how a request is routed or called.
 */
@NullMarked
package io.ambo.ledger;

import org.jspecify.annotations.NullMarked;

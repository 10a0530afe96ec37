/**
 * One entry per arrival: the journal that survives a kill, the store that answers questions, the price of a usage.
 *
 * <p>Read {@link io.ambo.ledger.Entry} first. It promises that an entry is opened before money can flow and closed
 * exactly once, that a closed entry is on file before the caller has the last byte, that nothing is counted twice, and
 * that no entry holds a word of a prompt or an answer, and that the sums of entries outlive them. It knows nothing of how a request is routed or called.
 */
@NullMarked
package io.ambo.ledger;

import org.jspecify.annotations.NullMarked;

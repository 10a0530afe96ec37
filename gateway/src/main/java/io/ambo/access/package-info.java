/**
 * Who may ask, and how much: keys, allow-lists, expiry, limits, and the keyless start.
 *
 * <p>Read {@link io.ambo.access.Doorkeeper} first, then {@link io.ambo.access.KeyLimiter}. It promises that
 * admitting does no I/O and takes no lock but that of one limited key, for as long as adding takes; that a secret is
 * never kept, only its hash; and that the first key ever created ends keyless access for good. It knows nothing of
 * models' prices or prompts.
 */
@NullMarked
package io.ambo.access;

import org.jspecify.annotations.NullMarked;

/**
 * Who may ask: keys, allow-lists, expiry, and the keyless start.
 *
 * <p>Read {@link io.ambo.access.Doorkeeper} first. It promises that admitting takes no lock and no I/O, that a secret is
 * never kept, only its hash, and that the first key ever created ends keyless access for good. It knows nothing of
 * models' prices or prompts.
 */
@NullMarked
package io.ambo.access;

import org.jspecify.annotations.NullMarked;

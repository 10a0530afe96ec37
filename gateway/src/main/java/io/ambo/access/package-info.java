/**
 * Authentication and limits: keys, allow-lists, expiry, rate limits, budgets, and keyless access before the first key.
 *
 * <p>Read {@link io.ambo.access.Authenticator} first, then {@link io.ambo.access.KeyLimiter}. It promises that admitting a
 * request does no I/O and takes only the lock of one limited key, for the duration of an addition; that a secret is
 * never stored, only its hash; and that the first key ever created ends keyless access permanently. It knows nothing of
 * models' prices or prompts.
 */
@NullMarked
package io.ambo.access;

import org.jspecify.annotations.NullMarked;

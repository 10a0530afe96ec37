/**
 * Sends what was prepared and gives back frames: connections, TLS, time limits, health.
 *
 * <p>Read {@link io.ambo.provider.Providers} first. It promises that a closed destination takes nothing but a
 * {@code Deidentified} body, that no header of a caller goes out but {@code via} marks and the names of {@code
 * anthropic-beta}, that a call can be cancelled in every phase,
 * and that it never waits on an event loop. It knows no policy and no ledger.
 */
@NullMarked
package io.ambo.provider;

import org.jspecify.annotations.NullMarked;

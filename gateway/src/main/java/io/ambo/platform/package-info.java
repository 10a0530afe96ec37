/**
 * Access to the system for the other packages: files, SQL, sockets, telemetry.
 *
 * <p>Read {@code Home} first. It promises that nothing is written outside Ambo's home folder. It knows no business
 * rules.
 */
@NullMarked
package io.ambo.platform;

import org.jspecify.annotations.NullMarked;

/**
 * Settings, documents, SQL, telemetry, files: the only room with those libraries.
 *
 * <p>Read {@code Home} first. It promises that nothing is written outside Ambo's home folder. It knows no rule of the
 * house.
 */
@NullMarked
package io.ambo.platform;

import org.jspecify.annotations.NullMarked;

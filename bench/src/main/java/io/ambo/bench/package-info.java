/**
 * Measurements, as ratios against references that run in the same minute.
 *
 * <p>Read {@link io.ambo.bench.Rounds} first. It promises that every answer of every window was compared byte for byte,
 * that the raw line of every window is kept, and that nothing it started is left running. It is never shipped, and no
 * other module depends on it.
 */
@NullMarked
package io.ambo.bench;

import org.jspecify.annotations.NullMarked;

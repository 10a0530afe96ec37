/**
 * Measurements, as ratios against references that run in the same minute on the same machine; never shipped.
 *
 * <p>Promises that each figure is printed with its command, machine and commit. It must not be known by anything.
 */
@NullMarked
package io.ambo.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Micro-benchmarks of the work of every request.
 *
 * <p>Read {@link io.ambo.bench.micro.Micro} first. It promises that each figure is reported next to one from the
 * same run, or with the amount of text it was measured for. It must not know the load driver.
 */
@NullMarked
package io.ambo.bench.micro;

import org.jspecify.annotations.NullMarked;

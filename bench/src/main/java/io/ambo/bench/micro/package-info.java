/**
 * Micro-benchmarks of what every request pays for.
 *
 * <p>Read {@link io.ambo.bench.micro.Micro} first. It promises that each figure stands beside one that was taken in the
 * same run, or beside the amount of text it was taken for. It must not know the load driver.
 */
@NullMarked
package io.ambo.bench.micro;

import org.jspecify.annotations.NullMarked;

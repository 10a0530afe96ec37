/**
 * Finds Chinese names by a neural model beside the fast tagger, for policies and documents that ask for accuracy.
 *
 * <p>Read {@link io.ambo.taggers.accurate.AccurateTagger} first. It promises what the fast tagger does, except speed: it reads
 * a few hundred kilobytes of text a second on one core. It is an optional part, found by {@code ServiceLoader}.
 */
@NullMarked
package io.ambo.taggers.accurate;

import org.jspecify.annotations.NullMarked;

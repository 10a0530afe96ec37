/**
 * Finds names of persons, places and organisations in Chinese and English text, where no pattern can.
 *
 * <p>Read {@link io.ambo.taggers.FastTagger} first. It promises that a tagger is immutable and thread-safe, that the same
 * text always gives the same findings, and that its time grows in proportion to the text. The models are resources of this
 * package; {@code taggers/train} makes them again. It knows no files, no network and no clock.
 */
@NullMarked
package io.ambo.taggers;

import org.jspecify.annotations.NullMarked;

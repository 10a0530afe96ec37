/**
 * Finds, classifies, replaces and restores what must not leave the house.
 *
 * <p>Read {@code Scanner} first, then {@code Deidentifier} and {@code Restorer}. It promises that
 * {@code Deidentified} is made here only, from a body that was scanned as it will be sent; that restoring what was
 * replaced gives back the original; that one value is one placeholder within a conversation and another one in the
 * next. It knows no files, no network, no clock and no destination's name.
 */
@NullMarked
package io.ambo.privacy;

import org.jspecify.annotations.NullMarked;

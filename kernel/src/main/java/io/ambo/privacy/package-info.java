/**
 * Finds, classifies, replaces and restores sensitive values.
 *
 * <p>Read {@code Scanner} first, then {@code Deidentifier} and {@code Restorer}. It promises that {@code Deidentified}
 * is created here only, from a body that was scanned as it will be sent; that restoring what was replaced gives back
 * the original; and that within a conversation a value always has the same placeholder, and in another conversation
 * another one. It knows no files, no network, no clock and no destination's name.
 */
@NullMarked
package io.ambo.privacy;

import org.jspecify.annotations.NullMarked;

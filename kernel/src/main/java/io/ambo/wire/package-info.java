/**
 * Bytes: a JSON body and its index, edits on it, server-sent events.
 *
 * <p>Read {@link io.ambo.wire.JsonIndex} first. It promises that what it accepts is valid JSON (RFC 8259) in valid
 * UTF-8, that no tree is built, and that bytes which nobody edits leave as they came. It knows nothing of models,
 * roles or privacy; only {@code core}.
 */
@NullMarked
package io.ambo.wire;

import org.jspecify.annotations.NullMarked;

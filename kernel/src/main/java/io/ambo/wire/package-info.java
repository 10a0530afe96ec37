/**
 * Wire formats at the level of bytes: JSON bodies and their index, edits, server-sent events.
 *
 * <p>Read {@link io.ambo.wire.JsonIndex} first. It promises that accepted text is valid JSON (RFC 8259) in valid UTF-8,
 * that no tree is built, and that bytes without an edit are sent unchanged. It knows nothing of models, roles or
 * privacy; it depends only on {@code core}.
 */
@NullMarked
package io.ambo.wire;

import org.jspecify.annotations.NullMarked;

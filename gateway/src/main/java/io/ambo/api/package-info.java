/**
 * The HTTP API for the command line and the console: blocking handlers, one class per subject.
 *
 * <p>Read {@link io.ambo.api.ApiHandler} first. It promises that a handler runs on a thread that may block, never on an
 * event loop. It knows no socket.
 */
@NullMarked
package io.ambo.api;

import org.jspecify.annotations.NullMarked;

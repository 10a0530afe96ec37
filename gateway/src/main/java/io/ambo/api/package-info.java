/**
 * What command line and console ask of a running Ambo: plain blocking handlers, one class a subject.
 *
 * <p>Read {@link io.ambo.api.ApiHandler} first. It promises that a handler runs on a thread that may wait, and never on
 * an event loop. It knows no socket.
 */
@NullMarked
package io.ambo.api;

import org.jspecify.annotations.NullMarked;

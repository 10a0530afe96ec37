/**
 * Wire formats: labels what an index found in a request, rewrites a request for another format, reads replies.
 *
 * <p>Read {@link io.ambo.dialect.Dialect} first; {@link io.ambo.dialect.Dialects} lists them all. It promises that every
 * text of a request is in some run, that members it does not know are carried and labelled, and that a streamed and a
 * whole reply fold to the same answer. It knows no destination, no policy and no socket.
 */
@NullMarked
package io.ambo.dialect;

import org.jspecify.annotations.NullMarked;

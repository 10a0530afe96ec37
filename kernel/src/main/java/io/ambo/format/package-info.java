/**
 * Wire formats: how a request in each is read, labelled and written, how a reply is read and written, and how errors look.
 *
 * <p>Read {@link io.ambo.format.WireFormat} first; {@link io.ambo.format.WireFormats} lists them all, and
 * {@link io.ambo.format.Surface} where callers may speak which. It promises that every text of a request is in some run,
 * that members it does not know are carried and labelled, that between two endpoints of one format no byte changes that
 * nobody had
 * to change, and that a streamed and a whole reply fold to the same answer. It knows no destination, no policy and no
 * socket.
 */
@NullMarked
package io.ambo.format;

import org.jspecify.annotations.NullMarked;

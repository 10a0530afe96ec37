/**
 * Sockets, HTTP, limits: turns what arrives into requests and answers into bytes.
 *
 * <p>Read {@link io.ambo.server.Routes} first: the one list of every path. It promises that what is not listed is not
 * there, that a request's head is admitted before its body is received, that malformed and foreign requests are refused
 * and their connection closed, and that nothing on an event loop waits. It knows no model and no rule.
 */
@NullMarked
package io.ambo.server;

import org.jspecify.annotations.NullMarked;

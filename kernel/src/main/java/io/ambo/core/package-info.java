/**
 * The basic types that every package shares: data classes, destination kinds, money, usage, callers, refusals,
 * messages.
 *
 * <p>Read {@link io.ambo.core.Refusal} first. Everything here is a value or a one-method interface, except the memory
 * budget that bodies share; nothing touches a file, a socket or the wall clock. It depends only on the JDK.
 */
@NullMarked
package io.ambo.core;

import org.jspecify.annotations.NullMarked;

/**
 * The words that every room shares: data classes, destination kinds, money, usage, callers, refusals, messages.
 *
 * <p>Read {@link io.ambo.core.Refusal} first. Everything here is a value or a one-method interface, but for the count
 * of the memory that bodies share; nothing here fails elsewhere, touches a file, a socket or the wall clock. It knows
 * only the JDK.
 */
@NullMarked
package io.ambo.core;

import org.jspecify.annotations.NullMarked;

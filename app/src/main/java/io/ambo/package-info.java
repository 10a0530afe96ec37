/**
 * The composition root: starts the program and builds the server, in order, by constructors.
 *
 * <p>Read {@link io.ambo.AmboServer} first. It promises that everything it built is closed in reverse order, also
 * if building fails halfway. It knows every package, and no package knows it.
 */
@NullMarked
package io.ambo;

import org.jspecify.annotations.NullMarked;

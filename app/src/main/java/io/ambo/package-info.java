/**
 * The roof: starts the program and builds the house, in order, by constructors.
 *
 * <p>Read {@link io.ambo.House} first. It promises that whatever was built is taken down in the reverse order, also when
 * building stops halfway. It knows every room, and no room knows it.
 */
@NullMarked
package io.ambo;

import org.jspecify.annotations.NullMarked;

/** Measures how fast an open model on this machine is, and in which setting. Read {@code ModelSpeeds} first. */
@NullMarked
package io.ambo.bench.models;

import org.jspecify.annotations.NullMarked;

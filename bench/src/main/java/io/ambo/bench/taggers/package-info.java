/** Measures the taggers of names: how much they find of labelled texts, and how fast. Read {@code TaggerScore} first. */
@NullMarked
package io.ambo.bench.taggers;

import org.jspecify.annotations.NullMarked;

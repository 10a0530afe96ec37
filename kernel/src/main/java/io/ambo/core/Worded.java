package io.ambo.core;

/** A message argument that is rendered in the reader's language. */
public interface Worded {

    String in(Language language);
}

package io.ambo.core;

/** Something that is said in the reader's language when it fills a gap of a message. */
public interface Worded {

    String in(Language language);
}

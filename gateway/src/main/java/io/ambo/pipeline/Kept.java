package io.ambo.pipeline;

import io.ambo.routing.Question;

/** What entries say of the question: nothing when it asks for no name of ours, for then it is the caller's own text. */
record Kept(String asked, String question) {

    static final Kept NOTHING = new Kept("", "");

    static Kept of(Question asked, Rules rules) {
        return rules.router().knows(asked.asked()) ? new Kept(asked.asked(), asked.toJson()) : NOTHING;
    }
}

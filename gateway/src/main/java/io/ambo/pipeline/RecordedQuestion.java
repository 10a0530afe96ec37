package io.ambo.pipeline;

import io.ambo.routing.Question;

/** What entries say of the question: nothing when it asks for no name of ours, for then it is the caller's own text. */
record RecordedQuestion(String asked, String question) {

    static final RecordedQuestion NOTHING = new RecordedQuestion("", "");

    static RecordedQuestion of(Question asked, Rules rules) {
        return rules.router().knows(asked.asked()) ? new RecordedQuestion(asked.asked(), asked.toJson()) : NOTHING;
    }
}

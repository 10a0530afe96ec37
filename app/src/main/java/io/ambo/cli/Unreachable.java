package io.ambo.cli;

import io.ambo.core.Message;

/** No server was reached. It carries no stack trace: it is an answer, not an accident. */
final class Unreachable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Message words;

    Unreachable(Message words) {
        super(words.toString(), null, false, false);
        this.words = words;
    }

    Message words() {
        return words;
    }
}

package io.ambo.api;

/** Answers one kind of question; may block. A {@link io.ambo.core.Refusal} becomes the error answer. */
public interface ApiHandler {

    ApiReply handle(ApiRequest request);
}

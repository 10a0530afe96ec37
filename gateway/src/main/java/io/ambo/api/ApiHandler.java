package io.ambo.api;

/** Handles requests to one endpoint; may block. A {@link io.ambo.core.Refusal} becomes an error response. */
public interface ApiHandler {

    ApiReply handle(ApiRequest request);
}

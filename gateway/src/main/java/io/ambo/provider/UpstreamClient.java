package io.ambo.provider;

/** Calls upstreams. Used on one lane's loop only. */
@FunctionalInterface
public interface UpstreamClient {

    /** Sends it and hands the answer to the listener, on the same loop and never before this method has returned. */
    Call call(Outbound outbound, ReplyListener listener);
}

package io.ambo.pipeline;

import io.ambo.core.Refusal;

/** Hears how an attempt goes, and of its end by exactly one of the others, once. */
interface AttemptResult {

    /** The first words of the answer are here. */
    void speaks(AttemptRecord attempt);

    /** The answer is whole. */
    void answered(AttemptRecord attempt);

    /**
     * It came to nothing before the caller got a byte of an answer, so that another candidate may be tried.
     *
     * @param code the stable code of what went wrong
     * @param refusal what the caller is told when no other candidate is left
     * @param blame whether it says something about the destination
     * @param retryAfterSeconds when the destination wants to be asked again, or 0
     */
    void failed(AttemptRecord attempt, String code, Refusal refusal, boolean blame, long retryAfterSeconds);

    /** The answer broke off after the caller had got some of it. */
    void brokeOff(AttemptRecord attempt, String code);

    /** It could not be put on record, so nothing was sent, and no other candidate may be tried. */
    void unrecorded(AttemptRecord attempt, String code, Refusal refusal);
}

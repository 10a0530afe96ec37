package io.ambo.pipeline;

import io.ambo.core.Usage;
import io.ambo.format.EmbeddingsReply;
import io.ambo.format.EmbeddingsReply.Flaw;
import io.ambo.format.Operation;
import io.ambo.format.ReplyFrame;
import io.ambo.format.ReplyReader;
import io.ambo.format.ReplyTranslator;
import io.ambo.format.Request;
import io.ambo.format.UpstreamError;
import io.ambo.wire.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a whole answer says, and what the caller gets of it. It touches only what belongs to its own attempt, so that a
 * large one can be read away from the loop.
 *
 * @param kind what it is
 * @param error what the upstream says, of an error
 * @param flaw what is wrong with embeddings
 * @param usage what the provider counted
 * @param characters the length of its texts
 * @param bytes restored, for the caller; empty where it is no answer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WholeAnswer(
        Kind kind, UpstreamError error, Optional<Flaw> flaw, Optional<Usage> usage, long characters, byte[] bytes) {

    /** What a body under status 200 turns out to be. */
    enum Kind {
        ANSWER,
        ERROR,
        WRONG_EMBEDDINGS,
        UNREADABLE
    }

    private static final byte[] NOTHING = {};

    /** What reading needs besides the bytes. */
    record Reading(
            AnswerSteps steps,
            Request request,
            ReplyReader reader,
            ReplyTranslator translator,
            Optional<Restoration> restoration,
            Optional<AnswerGuard> guard) {

        WholeAnswer read(byte[] arrived) {
            try {
                return read(arrived, reader.whole(arrived));
            } catch (JsonException e) {
                return new WholeAnswer(
                        Kind.UNREADABLE, UpstreamError.NOTHING, Optional.empty(), Optional.empty(), 0, NOTHING);
            }
        }

        private WholeAnswer read(byte[] body, ReplyFrame frame) throws JsonException {
            var index = frame.index();
            if (frame.error()) {
                var error = UpstreamError.of(index.raw(0).getBytes(StandardCharsets.UTF_8));
                return new WholeAnswer(Kind.ERROR, error, Optional.empty(), frame.usage(), frame.characters(), NOTHING);
            }
            var flaw = EmbeddingsReply.flaw(index, request);
            if (flaw.isPresent()) {
                return new WholeAnswer(Kind.WRONG_EMBEDDINGS, UpstreamError.NOTHING, flaw, frame.usage(), 0, NOTHING);
            }
            if (request.operation() == Operation.CHAT && !reader.isAnswer(frame)) {
                return new WholeAnswer(
                        Kind.UNREADABLE, UpstreamError.NOTHING, flaw, frame.usage(), frame.characters(), NOTHING);
            }
            var restored = restoration.isPresent()
                    ? steps.restore(() -> restoration.get().whole(frame))
                    : body;
            var translated = translator.whole(restored);
            var out = guard.isPresent() ? guard.get().whole(translated) : translated;
            return new WholeAnswer(Kind.ANSWER, UpstreamError.NOTHING, flaw, frame.usage(), frame.characters(), out);
        }
    }
}

package io.ambo.server;

import io.ambo.core.Language;
import io.ambo.core.Refusal;
import io.ambo.format.ErrorForm;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refusals in the words of the caller's language and in the shape of errors that the caller's client understands. */
record Errors(ErrorForm form, Language language) {

    /** The body of an answer. */
    byte[] body(Refusal refusal, @Nullable String requestId) {
        return form.body(refusal, language, Optional.ofNullable(requestId));
    }

    /** The same as an event of a stream. */
    byte[] event(Refusal refusal, @Nullable String requestId) {
        return form.event(refusal, language, Optional.ofNullable(requestId));
    }

    /** The language that a caller reads, by what its client says; else the server's. */
    static Language language(Optional<String> acceptLanguage, Language otherwise) {
        return acceptLanguage
                .filter(value -> !value.isBlank() && !value.startsWith("*"))
                .map(Language::of)
                .orElse(otherwise);
    }
}

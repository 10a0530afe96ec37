package io.ambo.dialect;

import java.util.Map;

/** A wire format that an upstream speaks. */
public interface Dialect {

    /** The name in provider files, for example {@code openai-chat}. */
    String id();

    /** The header that carries the provider's key. */
    KeyHeader keyHeader();

    /** Headers that every request of this dialect carries, whoever the provider is; names in lower case. */
    Map<String, String> headers();

    /**
     * What would go to a destination that speaks this dialect.
     *
     * @param arrived a request in the callers' dialect
     * @throws io.ambo.core.Refusal when this dialect cannot say what the request asks for; another destination may
     */
    Prepared prepare(Request arrived, Target target);

    /**
     * A fresh translator of one reply into the callers' dialect.
     *
     * @param createdSeconds when the reply began, in seconds since 1970, for dialects that do not say so themselves
     */
    ReplyTranslator translator(Request arrived, long createdSeconds);

    /**
     * How a key is carried.
     *
     * @param prefix what stands before the key in the header's value
     */
    record KeyHeader(String name, String prefix) {}
}

package io.ambo.dialect;

/** A wire format that an upstream speaks. */
public interface Dialect {

    /** The name in provider files, for example {@code openai-chat}. */
    String id();

    /** Where a request is posted, after the provider's base address. */
    String path();

    /** The header that carries the provider's key. */
    KeyHeader keyHeader();

    /**
     * What would go to a destination that speaks this dialect.
     *
     * @param arrived a request in the callers' dialect
     */
    Prepared prepare(Request arrived, Target target);

    /** A fresh translator of one reply into the callers' dialect. */
    ReplyTranslator translator(Request arrived);

    /**
     * How a key is carried.
     *
     * @param prefix what stands before the key in the header's value
     */
    record KeyHeader(String name, String prefix) {}
}

package io.ambo.ledger;

/**
 * Reads and writes one part of an entry, in the journal and in the columns of its row. Everything specific to a member
 * of the part is in its codec.
 */
interface PartCodec<P> {

    void write(Encoder out, P part);

    /** Reads the members in the order in which {@link #write} writes them. */
    P read(Decoder in);

    /** Writes each column by name, always the same ones in the same order. */
    void put(P part, ColumnWriter row);

    P get(ColumnReader row);
}

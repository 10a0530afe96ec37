package io.ambo.ledger;

/**
 * How one part of an entry is written: in the journal and in the columns of its row. All that has to be known of a member
 * of the part stands in its codec.
 */
interface PartCodec<P> {

    void write(Encoder out, P part);

    /** The members in the order in which {@link #write} puts them. */
    P read(Decoder in);

    /** Each column by its name, always the same ones in the same order. */
    void put(P part, ColumnWriter row);

    P get(ColumnReader row);
}

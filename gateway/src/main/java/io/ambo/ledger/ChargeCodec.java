package io.ambo.ledger;

import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.util.Optional;

/** Reads and writes {@link Entry.Charge}. */
final class ChargeCodec implements PartCodec<Entry.Charge> {

    @Override
    public void write(Encoder out, Entry.Charge part) {
        out.money(part.reserved());
        out.usage(part.usage());
        out.money(part.booked());
    }

    @Override
    public Entry.Charge read(Decoder in) {
        return new Entry.Charge(in.money(), in.usage(), in.money());
    }

    @Override
    public void put(Entry.Charge part, ColumnWriter row) {
        money(row, "reserved", part.reserved());
        row.number("input", part.usage().input());
        row.number("cached_input", part.usage().cachedInput());
        row.number("cache_write", part.usage().cacheWrite());
        row.number("output", part.usage().output());
        row.number("reasoning", part.usage().reasoning());
        row.truth("estimated", part.usage().estimated());
        money(row, "cost", part.booked());
    }

    private static void money(ColumnWriter row, String name, Optional<Money> amount) {
        row.number(name + "_nanos", amount.map(Money::nanos));
        row.text(name + "_currency", amount.map(Money::currency));
    }

    @Override
    public Entry.Charge get(ColumnReader row) {
        var usage = new Usage(
                row.number("input"),
                row.number("cached_input"),
                row.number("cache_write"),
                row.number("output"),
                row.number("reasoning"),
                row.truth("estimated"));
        return new Entry.Charge(
                row.money("reserved_nanos", "reserved_currency"), usage, row.money("cost_nanos", "cost_currency"));
    }
}

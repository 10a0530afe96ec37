package io.ambo.catalog;

import java.time.LocalDate;

/**
 * Where a figure comes from.
 *
 * @param source a page, a document or a measurement, in words or as an address
 * @param read the day it was last checked
 * @param verified whether that day the source itself was read, not what others say of it
 */
public record Source(String source, LocalDate read, boolean verified) {

    /** A source that was read itself. */
    public Source(String source, LocalDate read) {
        this(source, read, true);
    }
}

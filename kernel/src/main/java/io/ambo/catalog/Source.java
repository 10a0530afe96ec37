package io.ambo.catalog;

import java.time.LocalDate;

/**
 * Where a figure comes from.
 *
 * @param source a page, a document or a measurement, in words or as an address
 * @param read the day it was last checked
 */
public record Source(String source, LocalDate read) {}

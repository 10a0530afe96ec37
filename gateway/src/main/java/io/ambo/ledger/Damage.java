package io.ambo.ledger;

/**
 * An unreadable range of a journal file; the records before and after it are still moved to the store.
 *
 * @param file its name
 * @param offset the offset of the first unreadable byte
 * @param end the start of the next complete record, or the end of the file
 */
public record Damage(String file, long offset, long end, String reason) {}

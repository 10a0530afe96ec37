package io.ambo.ledger;

/**
 * A place in a file of the journal that cannot be read; what stands before and after it is moved all the same.
 *
 * @param file its name
 * @param offset bytes from the file's start to the first that cannot be read
 * @param end where the next whole record begins, or the file ends
 */
public record Damage(String file, long offset, long end, String reason) {}

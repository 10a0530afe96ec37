package io.ambo.ledger;

/**
 * A place in a file of the journal that cannot be read; what follows it in that file is kept aside.
 *
 * @param file its name
 * @param offset bytes from the file's start to the first record that cannot be read
 */
public record Damage(String file, long offset, String reason) {}

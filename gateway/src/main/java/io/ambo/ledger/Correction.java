package io.ambo.ledger;

import io.ambo.core.Money;
import java.time.Instant;

/**
 * What a person said that an entry cost, in place of what was booked, which stays visible.
 *
 * @param author who corrected it: the name of a key, or of the account on the machine
 */
public record Correction(Instant at, String author, String reason, Money cost) {}

package io.ambo.ledger;

import io.ambo.core.Money;
import java.time.Instant;

/**
 * A cost entered by a person in place of the booked one, which stays visible.
 *
 * @param author who corrected it: the name of a key, or of the account on the machine
 */
public record Correction(Instant at, String author, String reason, Money cost) {}

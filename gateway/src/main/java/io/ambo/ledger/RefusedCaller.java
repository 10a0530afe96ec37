package io.ambo.ledger;

import java.time.Instant;

/**
 * How often callers at one address were refused in one minute because they had no valid key.
 *
 * @param address the source address, or {@code others}
 * @param minute the start of the minute
 * @param code the stable code of the refusal
 */
public record RefusedCaller(String address, Instant minute, String code, long times) {}

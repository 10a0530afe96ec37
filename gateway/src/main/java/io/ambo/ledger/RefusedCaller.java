package io.ambo.ledger;

import java.time.Instant;

/**
 * How often callers at an address were refused in one minute for want of a valid key.
 *
 * @param address the source address, or {@code others}
 * @param minute its beginning
 * @param code the stable code of the refusal
 */
public record RefusedCaller(String address, Instant minute, String code, long times) {}

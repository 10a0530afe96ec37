package io.ambo.server;

import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.Language;
import io.ambo.core.MemoryBudget;
import io.ambo.core.Refusal;
import java.util.function.BiConsumer;

/**
 * What all connections share.
 *
 * @param turnedAway hears of every refusal without a valid key: the source address and the refusal
 */
record ServerContext(
        Routes routes,
        RouteAuthorizer authorizer,
        HeadGuard guard,
        Settings.Limits limits,
        MemoryBudget memory,
        Language language,
        Clock clock,
        InFlightRequests inFlight,
        BiConsumer<String, Refusal> turnedAway) {}

/**
 * The machine as an engine needs it: folders, locks, variables, platform, clock, programs and trees of processes; and
 * the reasons why there is no engine on it.
 *
 * <p>Read {@link io.ambo.engine.host.EngineEnvironment} first.
 *
 * <p>Promises: folders are made for this user alone; no variable goes to a child that the child does not need.
 *
 * <p>Must not know: weights, engines, fleets, and every other module.
 */
@NullMarked
package io.ambo.engine.host;

import org.jspecify.annotations.NullMarked;

/**
 * Several models of one machine: loads one when it is asked for, puts it to sleep when it is idle, makes room for another
 * within the memory that all of them may take.
 *
 * <p>Read {@link io.ambo.engine.fleet.Fleet} first; {@link io.ambo.engine.fleet.ModelSlot} is one model in it.
 *
 * <p>Promises: the models that are loaded, loading and stopping never take more than the budget together; an engine that
 * answers requests is never stopped for another.
 *
 * <p>Must not know: how an engine is started or what it is made of; users' keys, money, prompts, other modules.
 */
@NullMarked
package io.ambo.engine.fleet;

import org.jspecify.annotations.NullMarked;

package io.ambo.engine.fleet;

import io.ambo.engine.process.EngineOrder;
import io.ambo.engine.process.Sleep;

/**
 * One model that shares a machine with others.
 *
 * @param name its name among them
 * @param order how its engine is run
 * @param bytes the memory that it takes up when it is loaded; 0 for one that runs independently of Ambo
 * @param early whether it is loaded at once, rather than on the first request
 */
public record FleetModel(String name, EngineOrder order, long bytes, boolean early) {

    public FleetModel {
        if (name.isBlank() || bytes < 0) {
            throw new IllegalArgumentException("A model has a name and takes no less than nothing: " + name);
        }
    }

    /** Whether it can sleep with its process kept, and less memory so. */
    boolean sleepsInItsOwnWay() {
        return bytesAsleep() < bytes;
    }

    /** Whether it does that at a word. */
    boolean sleepsAtAWord() {
        return sleepsInItsOwnWay()
                && order.recipe().sleep().filter(Sleep::atAWord).isPresent();
    }

    /** What it takes up while it sleeps in its own way; as much as ever where it cannot. */
    long bytesAsleep() {
        return order.recipe().sleep().map(Sleep::bytes).orElse(bytes);
    }
}

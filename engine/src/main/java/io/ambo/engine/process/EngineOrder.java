package io.ambo.engine.process;

import io.ambo.engine.host.Names;
import io.ambo.engine.weights.Weights;

/**
 * One engine to run: one process, one model.
 *
 * @param id names the log and the folder of the process; {@code engine} by default
 * @param modelName the name under which the engine knows the model
 * @param recipe the kind of engine
 * @param weights what it loads
 * @param capacity how much it takes on
 */
public record EngineOrder(String id, String modelName, Recipe recipe, Weights weights, Capacity capacity) {

    public EngineOrder {
        Names.requireFileName(id);
        if (modelName.isBlank()) {
            throw new IllegalArgumentException("A model has a name");
        }
    }

    public EngineOrder(String modelName, Recipe recipe, Weights weights, Capacity capacity) {
        this("engine", modelName, recipe, weights, capacity);
    }
}

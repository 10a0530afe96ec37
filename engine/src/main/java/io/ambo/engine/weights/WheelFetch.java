package io.ambo.engine.weights;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.Digests;
import io.ambo.engine.host.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Fetches one pinned wheel, tells how far it is, and looks at its hash again when it is here. */
record WheelFetch(Pip pip, Consumer<FetchProgress> listener) {

    Path fetch(WheelPin pin, WheelFile file) throws IOException, AbsentException {
        Path into = Folders.open(pip.work().resolve("wheel"));
        Instant begun = now();
        pip.download(pin, file, into, () -> tell(pin, file, arrived(), begun));
        List<Path> wheels = Folders.entries(into);
        if (wheels.size() != 1) {
            throw new AbsentException(new AbsentReason.FetchFailed("expected one file, found " + wheels.size()));
        }
        Path wheel = wheels.getFirst();
        if (!Digests.of(wheel).equals(file.sha256())) {
            throw new AbsentException(new AbsentReason.HashMismatch(pin.folder()));
        }
        tell(pin, file, file.bytes(), begun);
        return wheel;
    }

    private void tell(WheelPin pin, WheelFile file, long done, Instant begun) {
        listener.accept(FetchProgress.measured(pin.folder(), done, file.bytes(), Duration.between(begun, now())));
    }

    private Instant now() {
        return pip.environment().time().now();
    }

    /** The largest wheel in the work folder: the client writes it there piece by piece under its own name. */
    private long arrived() {
        try (Stream<Path> files = Files.walk(pip.work())) {
            return files.filter(path -> path.toString().endsWith(".whl"))
                    .mapToLong(path -> path.toFile().length())
                    .max()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // the client deletes as it goes on; the next look will see
        }
    }
}

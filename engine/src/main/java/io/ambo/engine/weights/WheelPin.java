package io.ambo.engine.weights;

import io.ambo.engine.host.Platform;
import java.util.List;
import java.util.Optional;

/**
 * A Python wheel pinned to a version and to the hash of each of its files.
 *
 * @param name the distribution's name
 * @param version the exact version
 * @param files one for each platform, or a single one for {@link Platform#ANY}
 */
public record WheelPin(String name, String version, List<WheelFile> files) {

    public WheelPin {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || !version.matches("[A-Za-z0-9][A-Za-z0-9.+!_-]*")) {
            throw new IllegalArgumentException("Not a wheel's name and version: " + name + ", " + version);
        }
        files = List.copyOf(files);
    }

    /** The file for the platform, if there is one. */
    public Optional<WheelFile> file(Platform platform) {
        return files.stream()
                .filter(file ->
                        file.platform().equals(platform) || file.platform().equals(Platform.ANY))
                .findFirst();
    }

    /** The folder's name under {@code engines/}. */
    public String folder() {
        return name + "-" + version;
    }
}

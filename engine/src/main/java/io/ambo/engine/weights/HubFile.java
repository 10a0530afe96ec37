package io.ambo.engine.weights;

import io.ambo.engine.host.Digests;
import io.ambo.engine.host.Names;
import java.net.URI;
import java.util.Optional;

/**
 * One file of a model hub, as it will be kept.
 *
 * @param fileName our own name for it
 * @param hub the hub's address; a token goes to no other place
 * @param path where the file is below that address
 * @param bytes its size where that is known beforehand; another one is refused
 * @param sha256 the hash of its content where that is known beforehand; another one is refused
 */
public record HubFile(String fileName, URI hub, String path, Optional<Long> bytes, Optional<String> sha256) {

    public HubFile {
        Names.requireFileName(fileName);
        sha256.ifPresent(Digests::requireSha256);
        if (!path.matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,499}") || path.contains("..")) {
            throw new IllegalArgumentException("Not a path of a hub: " + path);
        }
        if (hub.getHost() == null || hub.getUserInfo() != null || hub.getQuery() != null) {
            throw new IllegalArgumentException("Not a hub's address: " + hub.getHost());
        }
    }

    URI address() {
        String base = hub.toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + path);
    }
}

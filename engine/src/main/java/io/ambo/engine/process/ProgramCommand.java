package io.ambo.engine.process;

import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.ParentDeathWrapper;
import io.ambo.engine.process.Preparation.Prepared;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills the argument list of a program that is started by its command line. */
record ProgramCommand(EngineOrder order, Runner.Program program, Prepared prepared, EngineEnvironment environment) {

    /** Places for which there may be nothing. */
    private static final Set<String> PERHAPS_NOTHING = Set.of("{draft-model}", "{adapters}", "{pooling}", "{template}");

    EngineLauncher.Call command(RunFolder run, EngineKey key) throws IOException {
        boolean unix = environment.platform().unix();
        boolean bySocket = run.socket().isPresent() && !program.onSocket().isEmpty();
        Map<String, String> places = places(unix ? "/dev/stdin" : keyFile(run, key));
        CompletableFuture<EngineAddress> address = new CompletableFuture<>();
        if (bySocket) {
            address = EngineLauncher.known(run);
            places.put("socket", run.socket().orElseThrow().toString());
        } else if (program.portLine().isEmpty()) {
            int port = freePort();
            places.put("free-port", Integer.toString(port));
            address.complete(new EngineAddress.Loopback(port));
        }
        List<String> words = new ArrayList<>();
        words.add(Objects.requireNonNull(prepared.program()).toString());
        Stream.of(program.arguments(), embeddings(), sleeping(), bySocket ? program.onSocket() : program.onLoopback())
                .flatMap(List::stream)
                .forEach(word -> add(word, places, words));
        return unix
                ? new EngineLauncher.Call(
                        ParentDeathWrapper.around(words, order.recipe().stopGrace()), key.reveal(), address)
                : new EngineLauncher.Call(words, "", address);
    }

    private List<String> embeddings() {
        return order.capacity().pooling().isPresent() ? program.onEmbeddings() : List.of();
    }

    private List<String> sleeping() {
        return order.recipe().sleep().map(Sleep::arguments).orElse(List.of());
    }

    /** Where there is no guard to pass the key on, a file in the private folder does. */
    private static String keyFile(RunFolder run, EngineKey key) throws IOException {
        Path file = run.path().resolve("key");
        Files.writeString(file, key.reveal() + "\n");
        return file.toString();
    }

    private Map<String, String> places(String keyFile) {
        Capacity capacity = order.capacity();
        Map<String, String> places = new TreeMap<>();
        places.put("model", prepared.model());
        places.put("name", order.modelName());
        places.put("key-file", keyFile);
        places.put("slots", Integer.toString(capacity.slots()));
        places.put("context", Integer.toString(capacity.contextPerSlot()));
        places.put("total-context", Long.toString((long) capacity.contextPerSlot() * capacity.slots()));
        places.put("threads", Integer.toString(capacity.threads()));
        places.put("batch", Integer.toString(capacity.batch()));
        places.put("micro-batch", Integer.toString(capacity.microBatch()));
        places.put("prompt-cache", Integer.toString(capacity.promptCacheMebibytes()));
        places.put("cache-type", capacity.cacheType());
        capacity.draftModel().ifPresent(draft -> places.put("draft-model", draft.toString()));
        capacity.template().ifPresent(template -> places.put("template", template.toString()));
        capacity.pooling()
                .filter(how -> !how.equals(Capacity.AS_THE_WEIGHTS_SAY))
                .ifPresent(how -> places.put("pooling", how));
        order.recipe()
                .sleep()
                .flatMap(EngineLauncher::idleSeconds)
                .ifPresent(idle -> places.put("idle-seconds", Long.toString(idle)));
        if (!capacity.adapters().isEmpty()) {
            places.put(
                    "adapters", capacity.adapters().stream().map(Path::toString).collect(Collectors.joining(",")));
        }
        return places;
    }

    /** A word that is nothing but a place for which there is nothing goes, and the flag before it with it. */
    private static void add(String word, Map<String, String> places, List<String> words) {
        if (PERHAPS_NOTHING.contains(word) && !places.containsKey(word.substring(1, word.length() - 1))) {
            words.removeLast();
        } else {
            words.add(fill(word, places));
        }
    }

    private static String fill(String word, Map<String, String> places) {
        String filled = word;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace("{" + place.getKey() + "}", place.getValue());
        }
        return filled;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }
}

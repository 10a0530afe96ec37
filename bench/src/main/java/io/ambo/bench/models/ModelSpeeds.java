package io.ambo.bench.models;

import io.ambo.bench.Machine;
import io.ambo.bench.Results;
import io.ambo.catalog.Destination;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code bench/models}: how fast a model that Ambo runs answers few and many callers, as it is set and with one thing
 * changed after the other. Each setting is tried in a server of its own, which takes the engine down with it.
 */
public final class ModelSpeeds {

    private static final List<Integer> CALLERS = List.of(1, 2, 4, 8, 16);
    private static final int TOKENS = 64;

    /** A setting and the measured figures; the first setting is the current one. */
    record Tried(EngineSetting setting, List<Throughput> paces) {

        Throughput best() {
            return Throughput.bestThroughput(paces);
        }

        /** What the fewest callers got. */
        Throughput alone() {
            return paces.getFirst();
        }
    }

    private final Path home;
    private final Destination model;
    private final List<Integer> callers;
    private final int tokens;

    private ModelSpeeds(Path home, Destination model, List<Integer> callers, int tokens) {
        this.home = home;
        this.model = model;
        this.callers = callers;
        this.tokens = tokens;
    }

    /** Takes the home, the model, the command and the commit, then {@code --callers 1,4} and {@code --tokens 32}. */
    public static void main(String... words) throws IOException {
        var home = Path.of(words[0]).toAbsolutePath();
        var options = List.of(words).subList(4, words.length);
        var callers = Stream.of(option(options, "--callers", "").split(","))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
        var tokens = Integer.parseInt(option(options, "--tokens", String.valueOf(TOKENS)));
        var catalog = new CatalogReader(Set.of()).readWithoutBrokenModels(home, List.of(), Settings.read(home));
        var model = catalog.destinations().stream()
                .filter(it -> it.id().equals(words[1]) || it.model().equals(words[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such model: " + words[1]));
        var engine = catalog.engineOf(model)
                .orElseThrow(() -> new IllegalArgumentException("Ambo does not run " + words[1]));
        var settings =
                EngineSetting.around(engine.capacity(), Runtime.getRuntime().availableProcessors());
        var tried = new ModelSpeeds(home, model, callers.isEmpty() ? CALLERS : callers, tokens).tried(settings);
        Results.keep(
                Results.FOLDER,
                words[3],
                "-models.md",
                ModelsReport.of(model.id(), tokens, tried, Machine.told(words[3], words[2])));
        System.exit(0);
    }

    private static String option(List<String> options, String name, String otherwise) {
        var at = options.indexOf(name);
        return at < 0 ? otherwise : options.get(at + 1);
    }

    private List<Tried> tried(List<EngineSetting> settings) {
        var tried = new ArrayList<Tried>();
        for (var setting : settings) {
            System.err.printf("Setting %d of %d: %s%n", tried.size() + 1, settings.size(), setting.words());
            try (var server = TrialServer.start(home, model, setting);
                    var asking = new Callers(server.address(), model.id(), tokens)) {
                asking.ask();
                tried.add(
                        new Tried(setting, callers.stream().map(asking::measure).toList()));
            }
        }
        return tried;
    }
}

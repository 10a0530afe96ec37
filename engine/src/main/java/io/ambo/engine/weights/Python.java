package io.ambo.engine.weights;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python that is new enough.
 *
 * @param executable the interpreter itself, no wrapper
 * @param version such as {@code 3.11.7}
 */
public record Python(Path executable, String version) {
    private static final int MAJOR = 3;
    private static final int MINOR = 10;
    private static final String QUESTION =
            "import sys; print('%d.%d.%d' % sys.version_info[:3]); print(sys.executable)";

    /** The one that AMBO_PYTHON names, else the first good one on PATH. */
    public static Python find(EngineEnvironment environment) throws AbsentException {
        List<Path> candidates = candidates(environment);
        String tooOld = "";
        for (Path candidate : candidates) {
            Optional<Python> answer = ask(candidate);
            if (answer.isPresent() && answer.get().newEnough()) {
                return answer.get();
            }
            tooOld = answer.map(Python::version).orElse(tooOld);
        }
        throw new AbsentException(
                tooOld.isEmpty() ? new AbsentReason.NoPython() : new AbsentReason.PythonTooOld(tooOld));
    }

    private static List<Path> candidates(EngineEnvironment environment) {
        String configured = environment.variable("AMBO_PYTHON");
        if (!configured.isBlank()) {
            return List.of(Path.of(configured));
        }
        Programs programs = new Programs(environment);
        return Stream.of("python3", "python")
                .flatMap(name -> programs.find(name).stream())
                .toList();
    }

    private static Optional<Python> ask(Path candidate) {
        try {
            Process process = new ProcessBuilder(candidate.toString(), "-I", "-c", QUESTION)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            CompletableFuture<Process> end = process.onExit()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            process.destroyForcibly();
                        }
                    });
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return end.join().exitValue() == 0 && lines.size() == 2
                    ? Optional.of(new Python(Path.of(lines.get(1)), lines.getFirst()))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private boolean newEnough() {
        String[] parts = version.split("\\.", -1);
        int major = Integer.parseInt(parts[0]);
        return major > MAJOR || (major == MAJOR && Integer.parseInt(parts[1]) >= MINOR);
    }
}

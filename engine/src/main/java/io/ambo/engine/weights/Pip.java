package io.ambo.engine.weights;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.ChildVariables;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.Folders;
import io.ambo.engine.host.ParentDeathWrapper;
import io.ambo.engine.host.ProcessTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Python's package client as this machine has it configured, at work in one folder.
 *
 * @param python the interpreter
 * @param work the folder that takes everything it writes
 * @param environment where we are
 * @param cancellation the request to stop
 */
public record Pip(Python python, Path work, EngineEnvironment environment, CancellationToken cancellation) {
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Fetches the one pinned file into the folder, unopened. */
    void download(WheelPin pin, WheelFile file, Path into, Runnable look) throws IOException, AbsentException {
        Path requirements = work.resolve("requirements.txt");
        Files.writeString(requirements, pin.name() + "==" + pin.version() + " --hash=sha256:" + file.sha256() + "\n");
        run(pin.folder(), look, "download", "--require-hashes", "-d", into.toString(), "-r", requirements.toString());
    }

    /** Unpacks a wheel that is here. */
    public void install(WheelPin pin, Path wheel, Path into) throws IOException, AbsentException {
        run(
                pin.folder(),
                () -> {},
                "install",
                "--no-index",
                "--no-user",
                "--target",
                into.toString(),
                wheel.toString());
    }

    private void run(String what, Runnable look, String verb, String... arguments) throws IOException, AbsentException {
        Path said = work.resolve("pip-" + verb + ".txt");
        ProcessBuilder builder = new ProcessBuilder(command(verb, arguments))
                .directory(Folders.open(work.resolve("empty")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        String temporary = Folders.open(work.resolve("tmp")).toString();
        ChildVariables.ofPackageClient(environment).into(builder.environment(), Path.of(temporary));
        builder.environment().put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        builder.environment().put("PIP_NO_INPUT", "1");
        Process process = builder.start();
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            await(process, look);
        } finally {
            end(process);
        }
        if (process.exitValue() != 0) {
            throw new AbsentException(PipComplaint.read(what, Files.readString(said, StandardCharsets.UTF_8), this));
        }
    }

    private List<String> command(String verb, String... arguments) {
        List<String> command = new ArrayList<>(List.of(python.executable().toString(), "-m", "pip", verb));
        command.addAll(List.of("--no-deps", "--only-binary=:all:", "--no-cache-dir", "--progress-bar=off"));
        command.addAll(List.of(arguments));
        return environment.platform().unix() ? ParentDeathWrapper.around(command, Duration.ofSeconds(2)) : command;
    }

    private void await(Process process, Runnable look) {
        while (true) {
            try {
                process.onExit().get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                look.run();
                cancellation.check();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancellation.cancel();
                cancellation.check();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            new ProcessTree(process.toHandle()).end();
            process.onExit().join();
        }
    }
}

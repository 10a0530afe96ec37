package io.ambo.engine.process;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.ExitCause;
import io.ambo.engine.process.Preparation.Prepared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The life cycle of an engine on one virtual thread: prepare, run, exit, wait, restart; until it is told to stop.
 */
final class Supervision implements Runnable {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration FOREVER = Duration.ofDays(10_000);

    private final EngineOrder order;
    private final EngineEnvironment environment;
    private final CancellationToken cancellation;
    private final Consumer<EngineState> publish;
    private final SleepWish sleep = new SleepWish();
    private final AtomicReference<CompletableFuture<Void>> retrySignal =
            new AtomicReference<>(new CompletableFuture<>());

    Supervision(
            EngineOrder order,
            EngineEnvironment environment,
            CancellationToken cancellation,
            Consumer<EngineState> publish) {
        this.order = order;
        this.environment = environment;
        this.cancellation = cancellation;
        this.publish = publish;
    }

    @Override
    public void run() {
        try {
            while (!cancellation.isCancelled()) {
                prepareAndRun();
            }
        } catch (InterruptedException | CancellationException e) {
            cancellation.cancel();
        } finally {
            publish.accept(new EngineState.Stopped());
        }
    }

    /** Ends the present wait at once. */
    void retryNow() {
        retrySignal.get().complete(null);
    }

    /** Requests that the engine sleep in its own way, or wake. An engine that fails to do so is stopped. */
    void sleep(boolean asleep) {
        sleep.set(asleep);
    }

    private void prepareAndRun() throws InterruptedException {
        try {
            new Leftovers(environment).sweep();
            Preparation preparation = new Preparation(order, environment, cancellation);
            Prepared prepared = preparation.prepare(progress -> publish.accept(new EngineState.Fetching(progress)));
            restart(prepared);
        } catch (IOException | UncheckedIOException e) {
            reportAbsent(new AbsentReason.FolderUnusable(e.toString()));
        } catch (AbsentException e) {
            reportAbsent(e.reason());
        }
    }

    private void reportAbsent(AbsentReason reason) throws InterruptedException {
        publish.accept(new EngineState.Absent(reason));
        pause(reason.mayPass() ? environment.backoff().longWait() : FOREVER);
    }

    private void restart(Prepared prepared) throws AbsentException, InterruptedException {
        int quick = 0;
        while (!cancellation.isCancelled()) {
            Instant begun = environment.time().now();
            Optional<ExitCause> cause = runOnce(prepared);
            if (cause.isEmpty()) {
                return;
            }
            if (sleep.wished()) {
                cancellation.cancel();
                return;
            }
            if (cause.get() instanceof ExitCause.NotWoken) {
                continue;
            }
            Duration ran = Duration.between(begun, environment.time().now());
            quick = ran.compareTo(environment.backoff().quick()) < 0 ? quick + 1 : 1;
            if (quick >= environment.backoff().row()) {
                throw new AbsentException(new AbsentReason.KeepsDying(quick, cause.get()));
            }
            Duration wait = environment.backoff().before(quick, environment.random());
            publish.accept(new EngineState.Restarting(
                    cause.get(), quick, environment.time().now().plus(wait)));
            pause(wait);
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        CompletableFuture<Void> early = new CompletableFuture<>();
        retrySignal.set(early);
        environment.time().await(CompletableFuture.anyOf(cancellation.signal(), early), wait);
    }

    /** Runs one instance until it exits; empty if it ended because of a cancellation. */
    private Optional<ExitCause> runOnce(Prepared prepared) throws InterruptedException {
        publish.accept(new EngineState.Starting());
        try (EngineInstance instance = new EngineLauncher(order, environment).begin(prepared)) {
            Optional<ExitCause> early = awaitReady(instance);
            if (early.isPresent() || cancellation.isCancelled()) {
                return early;
            }
            EngineAddress address = instance.address().join();
            ModelFacts facts = instance.facts(address, order.recipe().probe());
            return serve(instance, address, facts);
        } catch (IOException e) {
            return Optional.of(new ExitCause.NotStarted(e.toString()));
        }
    }

    /** Serves and sleeps in turn, as requested, until the instance exits. */
    private Optional<ExitCause> serve(EngineInstance instance, EngineAddress address, ModelFacts facts)
            throws InterruptedException {
        while (true) {
            publish.accept(new EngineState.Ready(
                    address, instance.key(), environment.time().now(), facts));
            Optional<ExitCause> cause = watch(instance, address);
            if (cause.isPresent() || cancellation.isCancelled()) {
                return cause;
            }
            Optional<ExitCause> asleep = sleepUntilWoken(instance, address);
            if (asleep.isPresent() || cancellation.isCancelled()) {
                return asleep;
            }
        }
    }

    /** Stops an engine that does not fall asleep, or that exits while asleep: its memory is promised to another model. */
    private Optional<ExitCause> sleepUntilWoken(EngineInstance instance, EngineAddress address)
            throws InterruptedException {
        Sleep way = order.recipe().sleep().orElseThrow();
        Duration timeout = order.recipe().probe().timeout();
        SleepControl control = new SleepControl(way, instance, address, cancellation, environment.time(), timeout);
        CompletableFuture<Void> woken = sleep.change();
        if (!control.fallAsleep()) {
            cancellation.cancel();
            return Optional.empty();
        }
        if (sleep.wished()) {
            publish.accept(new EngineState.Asleep());
            environment.time().await(CompletableFuture.anyOf(cancellation.signal(), instance.exit(), woken), FOREVER);
        }
        if (cancellation.isCancelled() || sleep.wished()) {
            cancellation.cancel();
            return Optional.empty();
        }
        return control.wake() ? Optional.empty() : Optional.of(new ExitCause.NotWoken(instance.lastLines()));
    }

    private Optional<ExitCause> awaitReady(EngineInstance instance) throws InterruptedException {
        Probe probe = order.recipe().probe();
        Instant begun = environment.time().now();
        while (!cancellation.isCancelled()) {
            if (instance.exit().isDone()) {
                return Optional.of(instance.exitCause());
            }
            if (instance.address().isDone()) {
                EngineAddress address = instance.address().join();
                Optional<ExitCause> portTaken = instance.portTaken(address);
                if (portTaken.isPresent()) {
                    return portTaken;
                }
                if (instance.answers(address, probe)) {
                    instance.log().requestsMayCome();
                    return Optional.empty();
                }
            }
            Duration waited = Duration.between(begun, environment.time().now());
            if (waited.compareTo(probe.startLimit()) > 0) {
                return Optional.of(new ExitCause.NeverReady(waited, instance.lastLines()));
            }
            environment.time().await(CompletableFuture.anyOf(cancellation.signal(), instance.exit()), STEP);
        }
        return Optional.empty();
    }

    private Optional<ExitCause> watch(EngineInstance instance, EngineAddress address) throws InterruptedException {
        Probe probe = order.recipe().probe();
        int missed = 0;
        while (!cancellation.isCancelled()) {
            CompletableFuture<Void> sleepChange = sleep.change();
            if (sleep.wished()) {
                return Optional.empty();
            }
            environment
                    .time()
                    .await(
                            CompletableFuture.anyOf(cancellation.signal(), instance.exit(), sleepChange),
                            probe.interval());
            if (cancellation.isCancelled() || sleepChange.isDone()) {
                continue;
            }
            if (instance.exit().isDone()) {
                return Optional.of(instance.exitCause());
            }
            Optional<ExitCause> portTaken = instance.portTaken(address);
            if (portTaken.isPresent()) {
                return portTaken;
            }
            missed = instance.answers(address, probe) ? 0 : missed + 1;
            if (missed >= probe.misses()) {
                return Optional.of(new ExitCause.NotHealthy(missed, instance.lastLines()));
            }
        }
        return Optional.empty();
    }
}

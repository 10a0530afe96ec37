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
 * The whole way of an engine on one virtual thread: prepare, live, die, wait, live again; until it is told to stop.
 */
final class Supervision implements Runnable {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration FOREVER = Duration.ofDays(10_000);

    private final EngineOrder order;
    private final EngineEnvironment surroundings;
    private final CancellationToken closing;
    private final Consumer<EngineState> publish;
    private final SleepWish sleep = new SleepWish();
    private final AtomicReference<CompletableFuture<Void>> nudge = new AtomicReference<>(new CompletableFuture<>());

    Supervision(
            EngineOrder order,
            EngineEnvironment surroundings,
            CancellationToken closing,
            Consumer<EngineState> publish) {
        this.order = order;
        this.surroundings = surroundings;
        this.closing = closing;
        this.publish = publish;
    }

    @Override
    public void run() {
        try {
            while (!closing.wished()) {
                rows();
            }
        } catch (InterruptedException | CancellationException e) {
            closing.wish().complete(null);
        } finally {
            publish.accept(new EngineState.Stopped());
        }
    }

    /** Cuts the present wait short. */
    void hurry() {
        nudge.get().complete(null);
    }

    /** Wishes that it sleep in its own way, or that it wake; one that does neither when it should is not there any more. */
    void sleep(boolean asleep) {
        sleep.set(asleep);
    }

    private void rows() throws InterruptedException {
        try {
            new Leftovers(surroundings).sweep();
            Preparation preparation = new Preparation(order, surroundings, closing);
            Prepared prepared = preparation.prepare(progress -> publish.accept(new EngineState.Fetching(progress)));
            liveAgainAndAgain(prepared);
        } catch (IOException | UncheckedIOException e) {
            beAbsent(new AbsentReason.FolderUnusable(e.toString()));
        } catch (AbsentException e) {
            beAbsent(e.reason());
        }
    }

    private void beAbsent(AbsentReason reason) throws InterruptedException {
        publish.accept(new EngineState.Absent(reason));
        pause(reason.mayPass() ? surroundings.patience().longWait() : FOREVER);
    }

    private void liveAgainAndAgain(Prepared prepared) throws AbsentException, InterruptedException {
        int quick = 0;
        while (!closing.wished()) {
            Instant begun = surroundings.time().now();
            Optional<ExitCause> death = live(prepared);
            if (death.isEmpty()) {
                return;
            }
            if (sleep.wished()) {
                closing.wish().complete(null);
                return;
            }
            if (death.get() instanceof ExitCause.NotWoken) {
                continue;
            }
            Duration lived = Duration.between(begun, surroundings.time().now());
            quick = lived.compareTo(surroundings.patience().quick()) < 0 ? quick + 1 : 1;
            if (quick >= surroundings.patience().row()) {
                throw new AbsentException(new AbsentReason.KeepsDying(quick, death.get()));
            }
            Duration wait = surroundings.patience().before(quick, surroundings.random());
            publish.accept(new EngineState.Restarting(
                    death.get(), quick, surroundings.time().now().plus(wait)));
            pause(wait);
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        CompletableFuture<Void> early = new CompletableFuture<>();
        nudge.set(early);
        surroundings.time().await(CompletableFuture.anyOf(closing.wish(), early), wait);
    }

    /** One life; empty if it ended because we are stopping. */
    private Optional<ExitCause> live(Prepared prepared) throws InterruptedException {
        publish.accept(new EngineState.Starting());
        try (EngineInstance life = new EngineLauncher(order, surroundings).begin(prepared)) {
            Optional<ExitCause> early = untilReady(life);
            if (early.isPresent() || closing.wished()) {
                return early;
            }
            EngineAddress address = life.address().join();
            ModelFacts facts = life.facts(address, order.recipe().probe());
            return days(life, address, facts);
        } catch (IOException e) {
            return Optional.of(new ExitCause.NotStarted(e.toString()));
        }
    }

    /** Awake and asleep by turns; the wish to sleep stands again and again, or never. */
    private Optional<ExitCause> days(EngineInstance life, EngineAddress address, ModelFacts facts)
            throws InterruptedException {
        while (true) {
            publish.accept(new EngineState.Ready(
                    address, life.key(), surroundings.time().now(), facts));
            Optional<ExitCause> death = whileWell(life, address);
            if (death.isPresent() || closing.wished()) {
                return death;
            }
            Optional<ExitCause> asleep = night(life, address);
            if (asleep.isPresent() || closing.wished()) {
                return asleep;
            }
        }
    }

    /** One that will not sleep, or dies in its sleep, is wanted no more: nobody counts on the memory that it would take. */
    private Optional<ExitCause> night(EngineInstance life, EngineAddress address) throws InterruptedException {
        Sleep way = order.recipe().sleep().orElseThrow();
        Duration timeout = order.recipe().probe().timeout();
        SleepControl night = new SleepControl(way, life, address, closing, surroundings.time(), timeout);
        CompletableFuture<Void> woken = sleep.change();
        if (!night.fall()) {
            closing.wish().complete(null);
            return Optional.empty();
        }
        if (sleep.wished()) {
            publish.accept(new EngineState.Asleep());
            surroundings.time().await(CompletableFuture.anyOf(closing.wish(), life.exit(), woken), FOREVER);
        }
        if (closing.wished() || sleep.wished()) {
            closing.wish().complete(null);
            return Optional.empty();
        }
        return night.wake() ? Optional.empty() : Optional.of(new ExitCause.NotWoken(life.lastLines()));
    }

    private Optional<ExitCause> untilReady(EngineInstance life) throws InterruptedException {
        Probe probe = order.recipe().probe();
        Instant begun = surroundings.time().now();
        while (!closing.wished()) {
            if (life.exit().isDone()) {
                return Optional.of(life.death());
            }
            if (life.address().isDone()) {
                EngineAddress address = life.address().join();
                Optional<ExitCause> displaced = life.displaced(address);
                if (displaced.isPresent()) {
                    return displaced;
                }
                if (life.answers(address, probe)) {
                    life.log().requestsMayCome();
                    return Optional.empty();
                }
            }
            Duration waited = Duration.between(begun, surroundings.time().now());
            if (waited.compareTo(probe.startLimit()) > 0) {
                return Optional.of(new ExitCause.NeverReady(waited, life.lastLines()));
            }
            surroundings.time().await(CompletableFuture.anyOf(closing.wish(), life.exit()), STEP);
        }
        return Optional.empty();
    }

    private Optional<ExitCause> whileWell(EngineInstance life, EngineAddress address) throws InterruptedException {
        Probe probe = order.recipe().probe();
        int missed = 0;
        while (!closing.wished()) {
            CompletableFuture<Void> tired = sleep.change();
            if (sleep.wished()) {
                return Optional.empty();
            }
            surroundings.time().await(CompletableFuture.anyOf(closing.wish(), life.exit(), tired), probe.interval());
            if (closing.wished() || tired.isDone()) {
                continue;
            }
            if (life.exit().isDone()) {
                return Optional.of(life.death());
            }
            Optional<ExitCause> displaced = life.displaced(address);
            if (displaced.isPresent()) {
                return displaced;
            }
            missed = life.answers(address, probe) ? 0 : missed + 1;
            if (missed >= probe.misses()) {
                return Optional.of(new ExitCause.NotHealthy(missed, life.lastLines()));
            }
        }
        return Optional.empty();
    }
}

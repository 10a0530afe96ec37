package io.ambo.engine.process;

import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.EngineTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Puts one instance to sleep in the engine's own way, checks that it sleeps, and wakes it. */
record SleepControl(
        Sleep sleep,
        EngineInstance instance,
        EngineAddress address,
        CancellationToken cancellation,
        EngineTime time,
        Duration timeout) {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final int OK = 200;

    /** Puts the engine to sleep; false if it does not fall asleep in time. */
    boolean fallAsleep() throws InterruptedException {
        return switch (sleep.way()) {
            case Sleep.Way.ByItself _ -> reaches(true);
            case Sleep.Way.Told(String fallAsleep, String _) -> post(fallAsleep) && reaches(true);
        };
    }

    /** Wakes the engine; false if it does not wake in time. An engine that sleeps by itself wakes on its next request. */
    boolean wake() throws InterruptedException {
        return switch (sleep.way()) {
            case Sleep.Way.ByItself _ -> !instance.exit().isDone();
            case Sleep.Way.Told(String _, String wakeUp) -> post(wakeUp) && reaches(false);
        };
    }

    private boolean post(String path) {
        try {
            return new HttpQuestion(address, instance.key(), sleep.limit())
                            .post(path)
                            .status()
                    == OK;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean reaches(boolean asleep) throws InterruptedException {
        if (sleep.check().isEmpty()) {
            return true;
        }
        Sleep.Check check = sleep.check().get();
        Instant begun = time.now();
        while (!cancellation.isCancelled() && !instance.exit().isDone()) {
            if (reports(check, asleep)) {
                return true;
            }
            if (Duration.between(begun, time.now()).compareTo(sleep.limit()) > 0) {
                return false;
            }
            time.await(CompletableFuture.anyOf(cancellation.signal(), instance.exit()), STEP);
        }
        return false;
    }

    private boolean reports(Sleep.Check check, boolean asleep) {
        try {
            HttpQuestion.Answer answer = new HttpQuestion(address, instance.key(), timeout).get(check.path());
            return answer.status() == OK && check.sleeps(answer.body()) == asleep;
        } catch (IOException e) {
            return false;
        }
    }
}

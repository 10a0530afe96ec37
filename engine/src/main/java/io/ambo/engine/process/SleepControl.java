package io.ambo.engine.process;

import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.EngineTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Puts one instance to sleep by the engine's own means, watches that it does, and wakes it. */
record SleepControl(
        Sleep sleep,
        EngineInstance life,
        EngineAddress address,
        CancellationToken closing,
        EngineTime time,
        Duration timeout) {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final int WELL = 200;

    /** Returns when it sleeps, or will not; true if it does. */
    boolean fall() throws InterruptedException {
        return switch (sleep.way()) {
            case Sleep.Way.ByItself _ -> is(true);
            case Sleep.Way.Told(String fallAsleep, String _) -> told(fallAsleep) && is(true);
        };
    }

    /** Returns when it is awake, or will not be; true if it is. One that wakes by itself does so when it is asked. */
    boolean wake() throws InterruptedException {
        return switch (sleep.way()) {
            case Sleep.Way.ByItself _ -> !life.exit().isDone();
            case Sleep.Way.Told(String _, String wakeUp) -> told(wakeUp) && is(false);
        };
    }

    private boolean told(String path) {
        try {
            return new HttpQuestion(address, life.key(), sleep.limit())
                            .post(path)
                            .status()
                    == WELL;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean is(boolean asleep) throws InterruptedException {
        if (sleep.check().isEmpty()) {
            return true;
        }
        Sleep.Check check = sleep.check().get();
        Instant begun = time.now();
        while (!closing.wished() && !life.exit().isDone()) {
            if (says(check, asleep)) {
                return true;
            }
            if (Duration.between(begun, time.now()).compareTo(sleep.limit()) > 0) {
                return false;
            }
            time.await(CompletableFuture.anyOf(closing.wish(), life.exit()), STEP);
        }
        return false;
    }

    private boolean says(Sleep.Check check, boolean asleep) {
        try {
            HttpQuestion.Answer answer = new HttpQuestion(address, life.key(), timeout).get(check.path());
            return answer.status() == WELL && check.sleeps(answer.body()) == asleep;
        } catch (IOException e) {
            return false;
        }
    }
}

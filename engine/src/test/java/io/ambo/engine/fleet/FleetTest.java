package io.ambo.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.process.Capacity;
import io.ambo.engine.process.EngineAddress;
import io.ambo.engine.process.EngineHandle;
import io.ambo.engine.process.EngineKey;
import io.ambo.engine.process.EngineOrder;
import io.ambo.engine.process.EngineState;
import io.ambo.engine.process.ModelFacts;
import io.ambo.engine.process.Recipes;
import io.ambo.engine.process.Sleep;
import io.ambo.engine.weights.Weights;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several models in too little memory, with engines and doors that a test holds in its hands. */
class FleetTest {
    private static final Sleep.Way AT_A_WORD = new Sleep.Way.Told("/sleep", "/wake");
    private static final Sleep.Way BY_ITSELF = new Sleep.Way.ByItself(Duration.ofMinutes(5));
    private static final EngineState READY =
            new EngineState.Ready(new EngineAddress.Loopback(1), EngineKey.random(), Instant.EPOCH, ModelFacts.NONE);

    /** A admission that only counts, and sees who is ready when it opens. */
    private final class CountingDoor implements Admission {
        private Collection<EngineState> seenAtOpening = List.of();
        private boolean open = true;
        private int inside;
        private int waiting;
        private int sentAway;

        @Override
        public void open() {
            seenAtOpening = fleet.states().values();
            open = true;
            inside += waiting;
            waiting = 0;
        }

        @Override
        public void shut() {
            open = false;
        }

        @Override
        public void expect(Duration untilOpen) {}

        @Override
        public void turnAway() {
            sentAway += waiting;
            waiting = 0;
        }

        @Override
        public void closeDown() {
            shut();
            turnAway();
        }

        @Override
        public int inside() {
            return inside;
        }

        @Override
        public int waiting() {
            return waiting;
        }
    }

    private final Queue<Runnable> serial = new ArrayDeque<>();
    private final Map<String, CountingDoor> doors = new HashMap<>();
    private final Map<String, Consumer<EngineState>> engines = new HashMap<>();
    private final List<String> events = new ArrayList<>();
    private final Map<String, Long> loaded = new HashMap<>();
    private final Map<String, Long> sleeping = new HashMap<>();
    private long nanos;
    private Fleet fleet = fleet(Duration.ZERO);

    private Fleet fleet(Duration idle) {
        return fleet(idle, Duration.ZERO);
    }

    private Fleet fleet(Duration idle, Duration stay) {
        return new Fleet(new Fleet.Means(
                100, idle, stay, this::wake, serial::add, Runnable::run, () -> nanos++, (name, state) -> {}));
    }

    private EngineHandle wake(FleetModel model, Consumer<EngineState> listener) {
        events.add("load " + model.name());
        take(model.name(), model.bytes());
        engines.put(model.name(), listener);
        return new HeldEngine(model);
    }

    private void take(String name, long bytes) {
        loaded.put(name, bytes);
        assertThat(loaded.values().stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(100);
    }

    /** An engine that does as it is told, when the test lets it. */
    private final class HeldEngine implements EngineHandle {
        private final FleetModel model;

        HeldEngine(FleetModel model) {
            this.model = model;
        }

        @Override
        public void fallAsleep() {
            assertThat(admission(model.name()).inside).isZero();
            events.add("sleep " + model.name());
        }

        @Override
        public void wakeUp() {
            events.add("rouse " + model.name());
            take(model.name(), model.bytes());
        }

        @Override
        public void close() {
            assertThat(admission(model.name()).inside).isZero();
            events.add("stop " + model.name());
            loaded.remove(model.name());
        }
    }

    private CountingDoor admission(String name) {
        return doors.computeIfAbsent(name, _ -> new CountingDoor());
    }

    private void add(String name, long bytes) {
        add(name, bytes, false);
    }

    private void add(String name, long bytes, boolean early) {
        fleet.add(model(name, bytes, early), admission(name));
    }

    /** One that can sleep in its own way, at a word or by itself. */
    private void addSleeper(String name, long bytes, long asleep, Sleep.Way way) {
        var recipe = Recipes.sleeping(way, asleep);
        var order = new EngineOrder(name, recipe, new Weights.LocalFile(Path.of("model")), Capacity.of(1, 256));
        sleeping.put(name, asleep);
        fleet.add(new FleetModel(name, order, bytes, false), admission(name));
    }

    private static FleetModel model(String name, long bytes, boolean early) {
        var order = new EngineOrder(name, Recipes.fake(), new Weights.LocalFile(Path.of("model")), Capacity.of(1, 256));
        return new FleetModel(name, order, bytes, early);
    }

    private void ask(String name) {
        if (admission(name).open) {
            admission(name).inside++;
        } else {
            admission(name).waiting++;
            fleet.wanted(name);
        }
        settle();
    }

    private void leave(String name) {
        admission(name).inside--;
        fleet.used(name);
        settle();
    }

    private void ready(String name) {
        say(name, READY);
    }

    private void asleep(String name, long bytes) {
        take(name, bytes);
        say(name, new EngineState.Asleep());
    }

    private void say(String name, EngineState state) {
        Objects.requireNonNull(engines.get(name)).accept(state);
        settle();
    }

    private void settle() {
        while (!serial.isEmpty()) {
            serial.remove().run();
        }
    }

    private void fiveMinutesPass() {
        nanos += Duration.ofMinutes(5).toNanos();
        fleet.tick();
        settle();
    }

    @Test
    void aModelIsLoadedWhenSomebodyAsksAndThenLetsIn() {
        add("a", 60);
        assertThat(fleet.states()).containsEntry("a", new EngineState.Asleep());
        ask("a");
        assertThat(events).containsExactly("load a");
        assertThat(admission("a").inside).isZero();
        ready("a");
        assertThat(admission("a").inside).isEqualTo(1);
        assertThat(fleet.states()).containsEntry("a", READY);
    }

    @Test
    void whoIsLetInFindsTheEngineReady() {
        add("a", 60);
        ask("a");
        ready("a");
        assertThat(admission("a").seenAtOpening).containsExactly(READY);
    }

    @Test
    void theOneUsedLongestAgoMakesRoom() {
        add("a", 40);
        add("b", 40);
        add("c", 40);
        for (String name : List.of("a", "b")) {
            ask(name);
            ready(name);
            leave(name);
        }
        ask("a");
        leave("a");
        ask("c");
        assertThat(events).containsExactly("load a", "load b", "stop b", "load c");
    }

    @Test
    void requestsUnderWayEndBeforeTheirEngineMakesRoom() {
        add("a", 60);
        add("b", 60);
        ask("a");
        ready("a");
        ask("b");
        assertThat(events).containsExactly("load a");
        ask("a");
        assertThat(admission("a").inside).as("nobody new comes in").isEqualTo(1);
        leave("a");
        assertThat(events).containsExactly("load a", "stop a", "load b");
        ready("b");
        leave("b");
        assertThat(events).as("a's turn comes back").containsExactly("load a", "stop a", "load b", "stop b", "load a");
    }

    @Test
    void aModelThatWasJustLoadedStaysForAWhileBeforeItMakesRoom() {
        fleet = fleet(Duration.ZERO, Duration.ofSeconds(3));
        add("a", 60);
        add("b", 60);
        ask("a");
        ready("a");
        leave("a");
        ask("b");
        assertThat(events).containsExactly("load a");
        nanos += Duration.ofSeconds(2).toNanos();
        fleet.tick();
        settle();
        assertThat(admission("a").open).isTrue();
        nanos += Duration.ofSeconds(1).toNanos();
        fleet.tick();
        settle();
        assertThat(events).containsExactly("load a", "stop a", "load b");
    }

    @Test
    void aModelThatIsTakenAwayEndsWhatItBeganAndItsMemoryIsFreeThen() {
        add("a", 60);
        add("b", 60);
        ask("a");
        ready("a");
        fleet.change(Set.of("a"), Map.of(), () -> events.add("changed"));
        settle();
        assertThat(fleet.states()).containsOnlyKeys("b");
        ask("b");
        assertThat(events).as("somebody is inside of a").containsExactly("load a", "changed");
        leave("a");
        assertThat(events).containsExactly("load a", "changed", "stop a", "load b");
    }

    @Test
    void aModelThatComesWithAnotherOrderIsRunAnew() {
        add("a", 60, true);
        fleet.begin();
        settle();
        ready("a");
        var second = new CountingDoor();
        fleet.change(Set.of("a"), Map.of(model("a", 30, true), second), () -> {});
        settle();
        assertThat(events).containsExactly("load a", "load a", "stop a");
        doors.put("a", second);
        ready("a");
        assertThat(second.open).isTrue();
    }

    @Test
    void whoIsTooLargeIsToldSoAndDisturbsNobody() {
        add("a", 60);
        add("huge", 101);
        ask("a");
        ready("a");
        ask("huge");
        assertThat(admission("huge").sentAway).isEqualTo(1);
        assertThat(fleet.states())
                .containsEntry("huge", new EngineState.Absent(new AbsentReason.NoRoom(101, 100)))
                .containsEntry("a", READY);
    }

    @Test
    void whoNoLongerWaitsDisplacesNobody() {
        add("a", 60);
        add("b", 60);
        ask("a");
        ready("a");
        admission("b").waiting = 0;
        fleet.wanted("b");
        settle();
        leave("a");
        assertThat(events).containsExactly("load a");
    }

    @Test
    void anEngineThatIsNotToBeHadSendsAwayWhoWaits() {
        add("a", 60);
        add("b", 60);
        ask("a");
        say("a", new EngineState.Absent(new AbsentReason.NoPython()));
        assertThat(admission("a").sentAway).isEqualTo(1);
        ask("a");
        assertThat(admission("a").sentAway).isEqualTo(2);
        ask("b");
        assertThat(events).as("what is not there makes room first").containsExactly("load a", "stop a", "load b");
    }

    @Test
    void whatNobodyUsesFallsAsleepAndWakesAgain() {
        fleet = fleet(Duration.ofMinutes(5));
        add("a", 60);
        ask("a");
        ready("a");
        nanos += Duration.ofMinutes(10).toNanos();
        fleet.tick();
        settle();
        assertThat(events).as("somebody is inside").containsExactly("load a");
        leave("a");
        fiveMinutesPass();
        assertThat(events).containsExactly("load a", "stop a");
        assertThat(fleet.states()).containsEntry("a", new EngineState.Asleep());
        ask("a");
        assertThat(events).hasSize(3);
    }

    /** Loads one and lets it fall asleep, for nobody has used it for long. */
    private void nap(String name, long asleep) {
        ask(name);
        ready(name);
        leave(name);
        fiveMinutesPass();
        asleep(name, asleep);
    }

    @Test
    void whatCanSleepInItsOwnWayKeepsItsProcessAndWakesOnDemand() {
        fleet = fleet(Duration.ofMinutes(5));
        addSleeper("a", 60, 10, BY_ITSELF);
        nap("a", 10);
        assertThat(events).containsExactly("load a", "sleep a");
        assertThat(fleet.states()).containsEntry("a", new EngineState.Asleep());
        ask("a");
        assertThat(admission("a").inside).isZero();
        ready("a");
        assertThat(admission("a").inside).isEqualTo(1);
        assertThat(events).containsExactly("load a", "sleep a", "rouse a");
    }

    @Test
    void oneThatSleepsTakesUpLittleSoThatAnotherFits() {
        fleet = fleet(Duration.ofMinutes(5));
        addSleeper("a", 60, 10, BY_ITSELF);
        add("b", 90);
        nap("a", 10);
        ask("b");
        assertThat(events).containsExactly("load a", "sleep a", "load b");
    }

    @Test
    void oneThatSleepsIsTheFirstToMakeRoom() {
        fleet = fleet(Duration.ofMinutes(5));
        add("b", 35);
        addSleeper("a", 60, 10, BY_ITSELF);
        add("c", 60);
        ask("b");
        ready("b");
        nap("a", 10);
        leave("b");
        ask("c");
        assertThat(events).containsExactly("load b", "load a", "sleep a", "stop a", "load c");
        assertThat(fleet.states()).containsEntry("a", new EngineState.Asleep());
    }

    @Test
    void oneThatWakesGetsTheRoomThatItNeedsFirst() {
        fleet = fleet(Duration.ofMinutes(5));
        addSleeper("a", 60, 10, BY_ITSELF);
        add("b", 60);
        nap("a", 10);
        ask("b");
        ready("b");
        ask("a");
        assertThat(events).as("somebody is inside of b").containsExactly("load a", "sleep a", "load b");
        leave("b");
        assertThat(events).containsExactly("load a", "sleep a", "load b", "stop b", "rouse a");
    }

    @Test
    void whatFallsAsleepAtAWordMakesRoomWithItsProcessKeptWhereThatIsEnough() {
        addSleeper("a", 60, 10, AT_A_WORD);
        add("b", 80);
        add("c", 95);
        ask("a");
        ready("a");
        leave("a");
        ask("b");
        assertThat(events).as("not before it sleeps").containsExactly("load a", "sleep a");
        asleep("a", 10);
        assertThat(events).containsExactly("load a", "sleep a", "load b");
        ready("b");
        leave("b");
        ask("c");
        assertThat(events).containsExactly("load a", "sleep a", "load b", "stop a", "stop b", "load c");
    }

    @Test
    void whereSleepIsNotEnoughItIsStoppedAtOnce() {
        addSleeper("a", 60, 10, AT_A_WORD);
        add("b", 95);
        ask("a");
        ready("a");
        leave("a");
        ask("b");
        assertThat(events).containsExactly("load a", "stop a", "load b");
    }

    @Test
    void whatFallsAsleepByItselfIsStoppedWhenRoomIsNeededNow() {
        addSleeper("a", 60, 10, BY_ITSELF);
        add("b", 80);
        ask("a");
        ready("a");
        leave("a");
        ask("b");
        assertThat(events).containsExactly("load a", "stop a", "load b");
    }

    @Test
    void sleepThatFreesNothingIsNotUsed() {
        fleet = fleet(Duration.ofMinutes(5));
        addSleeper("a", 60, 60, AT_A_WORD);
        ask("a");
        ready("a");
        leave("a");
        fiveMinutesPass();
        assertThat(events).containsExactly("load a", "stop a");
    }

    @Test
    void oneThatWouldNotSleepIsGoneAndComesBackAsAnyOther() {
        fleet = fleet(Duration.ofMinutes(5));
        addSleeper("a", 60, 10, AT_A_WORD);
        ask("a");
        ready("a");
        leave("a");
        fiveMinutesPass();
        ask("a");
        assertThat(events).as("it is falling asleep").containsExactly("load a", "sleep a");
        say("a", new EngineState.Stopped());
        assertThat(events).containsExactly("load a", "sleep a", "stop a", "load a");
    }

    @Test
    void oneThatDiedInItsSleepIsLoadedAnewWhenSomebodyAsks() {
        fleet = fleet(Duration.ofMinutes(5));
        addSleeper("a", 60, 10, AT_A_WORD);
        nap("a", 10);
        Objects.requireNonNull(engines.get("a")).accept(new EngineState.Stopped());
        ask("a");
        assertThat(events).endsWith("stop a", "load a");
    }

    @Test
    void oneThatWakesBadlyAndStartsAnewKeepsTheRoomAndThoseWhoWait() {
        fleet = fleet(Duration.ofMinutes(5));
        addSleeper("a", 60, 10, AT_A_WORD);
        nap("a", 10);
        ask("a");
        say("a", new EngineState.Starting());
        assertThat(admission("a").waiting).isEqualTo(1);
        ready("a");
        assertThat(admission("a").inside).isEqualTo(1);
    }

    @Test
    void oneThatIsTakenAwayInItsSleepIsStopped() {
        fleet = fleet(Duration.ofMinutes(5));
        addSleeper("a", 60, 10, AT_A_WORD);
        nap("a", 10);
        fleet.change(Set.of("a"), Map.of(), () -> {});
        settle();
        assertThat(events).endsWith("stop a");
        assertThat(loaded).isEmpty();
    }

    @Test
    void oneThatIsTakenAwayWhileItFallsAsleepIsStoppedWhenItHas() {
        fleet = fleet(Duration.ofMinutes(5));
        addSleeper("a", 60, 10, AT_A_WORD);
        add("b", 60);
        ask("a");
        ready("a");
        leave("a");
        fiveMinutesPass();
        fleet.change(Set.of("a"), Map.of(), () -> {});
        ask("b");
        assertThat(events).containsExactly("load a", "sleep a");
        asleep("a", 10);
        assertThat(events).containsExactly("load a", "sleep a", "stop a", "load b");
    }

    @Test
    void earlyOnesAreLoadedAtOnceAsFarAsTheyFit() {
        add("a", 60, true);
        add("b", 60, true);
        add("c", 30, false);
        fleet.begin();
        settle();
        assertThat(events).containsExactly("load a");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensTheBudgetHoldsAndEverybodyGetsIn(long seed) {
        Random random = new Random(seed);
        List<String> names = List.of("a", "b", "c", "d", "e");
        fleet = fleet(Duration.ofNanos(50));
        for (String name : names) {
            long bytes = 10 + random.nextInt(90);
            switch (random.nextInt(3)) {
                case 0 -> add(name, bytes);
                case 1 -> addSleeper(name, bytes, bytes / 5, AT_A_WORD);
                default -> addSleeper(name, bytes, bytes / 5, BY_ITSELF);
            }
        }
        for (int n = 0; n < 2_000; n++) {
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(5)) {
                case 0 -> ask(name);
                case 1 -> {
                    if (admission(name).inside > 0) {
                        leave(name);
                    }
                }
                case 2 -> {
                    fleet.tick();
                    settle();
                }
                case 3 -> endOfFalling(name, random);
                default -> {
                    if (loaded.containsKey(name) && !falling(name)) {
                        ready(name);
                    }
                }
            }
        }
        for (int round = 0; round < 5_000; round++) {
            names.forEach(name -> endOfFalling(name, random));
            names.stream()
                    .filter(loaded::containsKey)
                    .filter(name -> !falling(name))
                    .toList()
                    .forEach(this::ready);
            names.stream().filter(name -> admission(name).inside > 0).forEach(this::leave);
        }
        names.forEach(name -> assertThat(admission(name).waiting).as(name).isZero());
    }

    /** Whether it was told to sleep and has not been told anything else since. */
    private boolean falling(String name) {
        return events.stream()
                .filter(event -> event.endsWith(" " + name))
                .reduce((_, last) -> last)
                .filter(("sleep " + name)::equals)
                .isPresent();
    }

    /** Lets one that falls asleep do so, or not, as chance will have it; one that sleeps may die. */
    private void endOfFalling(String name, Random random) {
        if (!falling(name)) {
            return;
        }
        if (random.nextInt(4) == 0) {
            say(name, new EngineState.Stopped());
        } else {
            asleep(name, Objects.requireNonNull(sleeping.get(name)));
        }
    }
}

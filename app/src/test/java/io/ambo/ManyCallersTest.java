package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers with values of their own, all at once: nobody ever gets another's. */
class ManyCallersTest {

    private static final int CALLERS = 64;
    private static final int KEYS = 8;
    private static final int TURNS = 6;

    @TempDir
    Path folder;

    /** One caller's values and key. */
    private record Person(int number, String key) {

        String phone() {
            return "138%08d".formatted(10_000_000 + number * 1_234_567 % 80_000_000);
        }

        String mail() {
            return "person" + number + "@example.com";
        }

        String text() {
            return "Same opening: ring " + phone() + " or write to " + mail();
        }
    }

    @Test
    void sixtyFourCallersAtOnceGetOnlyTheirOwnValues() throws Exception {
        var home = folder.resolve("home");
        var keys = IntStream.range(0, KEYS)
                .mapToObj(i -> GuardedServer.key(home, "key" + i))
                .toList();
        try (var standIn = StandIn.start();
                var server = GuardedServer.inFrontOf(standIn, home);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            standIn.always(Script.answer().chunk(3));
            var people = IntStream.range(0, CALLERS)
                    .mapToObj(i -> new Person(i, keys.get(i % KEYS)))
                    .toList();
            var start = new CountDownLatch(1);
            var faults = new ArrayList<Future<List<String>>>();
            people.forEach(person -> faults.add(threads.submit(asking(server, people, person, start))));
            start.countDown();
            for (var each : faults) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isEmpty();
            }
            placeholdersDiffer(standIn, people);
        }
    }

    private static Callable<List<String>> asking(
            LiveServer server, List<Person> people, Person person, CountDownLatch start) {
        return () -> {
            var faults = new ArrayList<String>();
            start.await();
            for (var turn = 0; turn < TURNS; turn++) {
                var stream = turn % 2 == 0;
                var model = turn % 3 == 0 ? "claude/standin-claude" : "standin/standin-large";
                var answer = server.chat(request(person, model, stream), "authorization", "Bearer " + person.key());
                if (answer.statusCode() != 200) {
                    faults.add(person + ": " + answer.body());
                    continue;
                }
                var said = (stream ? Folded.stream(answer.body()) : Folded.whole(answer.body())).all();
                if (!said.contains(person.text())) {
                    faults.add(person + " got " + said);
                }
                people.stream()
                        .filter(other -> other.number() != person.number())
                        .filter(other -> said.contains(other.phone()) || said.contains(other.mail() + "\""))
                        .forEach(other -> faults.add(person + " got something of " + other));
            }
            return faults;
        };
    }

    private static String request(Person person, String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":2000,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":"
                + Told.plainly(person.text()).json() + "}]}";
    }

    /** Each caller's values have placeholders of their own, the same in each of the caller's requests. */
    private static void placeholdersDiffer(StandIn standIn, List<Person> people) {
        var sent = standIn.requests();
        assertThat(sent).hasSize(CALLERS * TURNS);
        people.forEach(person -> assertThat(sent)
                .noneMatch(recorded -> recorded.text().contains(person.phone())
                        || recorded.text().contains(person.mail())));
        Set<Set<String>> all =
                sent.stream().map(recorded -> Placeholders.in(recorded.text())).collect(Collectors.toSet());
        assertThat(all).hasSize(CALLERS).allSatisfy(one -> assertThat(one).hasSize(2));
        assertThat(all.stream().flatMap(Set::stream).distinct()).hasSize(2 * CALLERS);
    }

    @Test
    void sameValueOfTwoCallersHasTwoPlaceholders() {
        var home = folder.resolve("home");
        var keys = List.of(GuardedServer.key(home, "one"), GuardedServer.key(home, "two"));
        try (var standIn = StandIn.start();
                var server = GuardedServer.inFrontOf(standIn, home)) {
            keys.forEach(key -> server.chat(
                    request(new Person(1, key), "standin/standin-large", false),
                    "authorization",
                    "Bearer " + key,
                    "x-ambo-conversation",
                    "the same"));
            var sent = standIn.requests().stream()
                    .map(recorded -> Placeholders.in(recorded.text()))
                    .toList();
            assertThat(sent.get(0)).hasSize(2).doesNotContainAnyElementsOf(sent.get(1));
        }
    }
}

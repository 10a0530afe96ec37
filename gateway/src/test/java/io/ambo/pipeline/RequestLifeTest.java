package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.ledger.Entry;
import io.ambo.pipeline.TestLane.TestReply;
import io.ambo.provider.CallFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Everything that can happen to a request, wherever it stands: one closed entry with the right end and the right cost,
 * and nothing to the caller after the end.
 */
class RequestLifeTest {

    /** Where a request of one candidate stands. */
    private enum State {
        ADMITTED {
            @Override
            void reach(Scene scene) {
                scene.exchange = scene.lane.admit(scene.reply);
            }
        },
        CALLED {
            @Override
            void reach(Scene scene) {
                ADMITTED.reach(scene);
                scene.lane.serve(scene.exchange, TestLane.hello("one/large"));
            }
        },
        ON_FILE {
            @Override
            void reach(Scene scene) {
                CALLED.reach(scene);
                scene.lane.turn();
            }
        },
        SENT {
            @Override
            void reach(Scene scene) {
                ON_FILE.reach(scene);
                scene.lane.call().sent = true;
            }
        },
        HEAD {
            @Override
            void reach(Scene scene) {
                SENT.reach(scene);
                scene.lane.call().upstream.head(200, true, 0);
                scene.lane.call().event("{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}");
            }
        },
        ANSWERING {
            @Override
            void reach(Scene scene) {
                HEAD.reach(scene);
                scene.lane.call().words("Hello there.");
            }
        },
        SERVED {
            @Override
            void reach(Scene scene) {
                ANSWERING.reach(scene);
                scene.lane.call().event("[DONE]");
                scene.lane.call().upstream.ended();
                scene.lane.turn();
            }
        };

        abstract void reach(Scene scene);
    }

    /** What happens to it then. */
    private enum Happening {
        WORDS {
            @Override
            void happen(Scene scene) {
                scene.lane.calls.forEach(call -> call.words("more"));
            }
        },
        WHOLE {
            @Override
            void happen(Scene scene) {
                for (var call : scene.lane.calls) {
                    call.event("[DONE]");
                    call.upstream.ended();
                }
            }
        },
        UPSTREAM_ENDS {
            @Override
            void happen(Scene scene) {
                scene.lane.calls.forEach(call -> call.upstream.ended());
            }
        },
        CONNECTION_LOST {
            @Override
            void happen(Scene scene) {
                scene.lane.calls.forEach(call -> call.upstream.failed(CallFailure.CONNECTION_LOST));
            }
        },
        NO_MEMORY {
            @Override
            void happen(Scene scene) {
                scene.lane.calls.forEach(call -> call.upstream.failed(CallFailure.NO_MEMORY));
            }
        },
        NONSENSE {
            @Override
            void happen(Scene scene) {
                scene.lane.calls.forEach(call -> call.event("no JSON"));
            }
        },
        CALLER_LEAVES {
            @Override
            void happen(Scene scene) {
                scene.exchange.callerLeft();
            }
        },
        SERVER_STOPS {
            @Override
            void happen(Scene scene) {
                scene.exchange.refuse(Refusal.of(Reason.STOPPING, "server.stopped"));
            }
        },
        JOURNAL_BREAKS {
            @Override
            void happen(Scene scene) {
                scene.lane.journalBreaks = true;
                scene.lane.turn();
                scene.lane.journalBreaks = false;
            }
        },
        MEMORY_ENDS {
            @Override
            void happen(Scene scene) {
                scene.exchange.guarded(() -> {
                    throw new OutOfMemoryError("made up");
                });
            }
        };

        abstract void happen(Scene scene);
    }

    private static final class Scene {

        private final TestLane lane;
        private final TestReply reply = new TestReply();
        private Exchange exchange;

        Scene(TestLane lane) {
            this.lane = lane;
            this.exchange = lane.admit(new TestReply());
        }
    }

    /** One request of one cell; afterwards the caller leaves, whatever came of it. */
    private static String end(State state, Happening happening) {
        try (var lane = new TestLane()) {
            var scene = new Scene(lane);
            state.reach(scene);
            happening.happen(scene);
            lane.turn();
            var then = List.copyOf(scene.reply.seen);
            var afterwards =
                    state == State.SERVED || ends(then) || !lane.closed().isEmpty();
            for (var other : Happening.values()) {
                other.happen(scene);
                lane.turn();
            }
            scene.exchange.callerLeft();
            lane.turn();
            if (afterwards) {
                assertThat(scene.reply.seen).as("nothing after the end").isEqualTo(then);
            }
            assertThat(lane.closed()).as("one closed entry").hasSize(1);
            assertThat(lane.memory.taken()).isZero();
            return afterwards ? told(lane.closed().getFirst(), then) : "goes on";
        }
    }

    private static boolean ends(List<String> seen) {
        return seen.stream().anyMatch(it -> it.equals("end") || it.equals("drop") || it.contains(" "));
    }

    private static String told(Entry entry, List<String> seen) {
        var end = seen.isEmpty() ? "nothing" : seen.getLast();
        var cost = entry.cost()
                .map(Money::nanos)
                .map(nanos -> nanos == 0 ? "free" : "costs")
                .orElse("unknown");
        var sure = entry.usage().estimated() ? " about" : "";
        var how = entry.outcome() + (entry.code().isEmpty() ? "" : " " + entry.code());
        return (how + ", " + cost + sure + ", " + end).toLowerCase(Locale.ROOT);
    }

    private static final String TABLE = """
            ADMITTED   WORDS            goes on
            ADMITTED   WHOLE            goes on
            ADMITTED   UPSTREAM_ENDS    goes on
            ADMITTED   CONNECTION_LOST  goes on
            ADMITTED   NO_MEMORY        goes on
            ADMITTED   NONSENSE         goes on
            ADMITTED   CALLER_LEAVES    abandoned caller-left, unknown, nothing
            ADMITTED   SERVER_STOPS     refused stopping, unknown, refuse stopping
            ADMITTED   JOURNAL_BREAKS   goes on
            ADMITTED   MEMORY_ENDS      refused busy, unknown, refuse busy
            CALLED     WORDS            goes on
            CALLED     WHOLE            failed upstream-failed, free, refuse upstream-failed
            CALLED     UPSTREAM_ENDS    failed upstream-failed, free, refuse upstream-failed
            CALLED     CONNECTION_LOST  failed upstream-failed, free, refuse upstream-failed
            CALLED     NO_MEMORY        failed busy, free, refuse busy
            CALLED     NONSENSE         failed upstream-failed, free, refuse upstream-failed
            CALLED     CALLER_LEAVES    abandoned caller-left, free, nothing
            CALLED     SERVER_STOPS     failed stopping, free, refuse stopping
            CALLED     JOURNAL_BREAKS   failed journal-unavailable, free, refuse journal-unavailable
            CALLED     MEMORY_ENDS      failed busy, free, refuse busy
            ON_FILE    WORDS            goes on
            ON_FILE    WHOLE            failed upstream-failed, free, refuse upstream-failed
            ON_FILE    UPSTREAM_ENDS    failed upstream-failed, free, refuse upstream-failed
            ON_FILE    CONNECTION_LOST  failed upstream-failed, free, refuse upstream-failed
            ON_FILE    NO_MEMORY        failed busy, free, refuse busy
            ON_FILE    NONSENSE         failed upstream-failed, free, refuse upstream-failed
            ON_FILE    CALLER_LEAVES    abandoned caller-left, free, nothing
            ON_FILE    SERVER_STOPS     failed stopping, free, refuse stopping
            ON_FILE    JOURNAL_BREAKS   goes on
            ON_FILE    MEMORY_ENDS      failed busy, free, refuse busy
            SENT       WORDS            goes on
            SENT       WHOLE            failed upstream-failed, free, refuse upstream-failed
            SENT       UPSTREAM_ENDS    failed upstream-failed, free, refuse upstream-failed
            SENT       CONNECTION_LOST  failed upstream-failed, costs about, refuse upstream-failed
            SENT       NO_MEMORY        failed busy, costs about, refuse busy
            SENT       NONSENSE         failed upstream-failed, free, refuse upstream-failed
            SENT       CALLER_LEAVES    abandoned caller-left, costs about, nothing
            SENT       SERVER_STOPS     failed stopping, costs about, refuse stopping
            SENT       JOURNAL_BREAKS   goes on
            SENT       MEMORY_ENDS      failed busy, costs about, refuse busy
            HEAD       WORDS            goes on
            HEAD       WHOLE            failed upstream-failed, costs about, refuse upstream-failed
            HEAD       UPSTREAM_ENDS    failed upstream-failed, costs about, refuse upstream-failed
            HEAD       CONNECTION_LOST  failed upstream-failed, costs about, refuse upstream-failed
            HEAD       NO_MEMORY        failed busy, costs about, refuse busy
            HEAD       NONSENSE         failed upstream-failed, costs about, refuse upstream-failed
            HEAD       CALLER_LEAVES    abandoned caller-left, costs about, nothing
            HEAD       SERVER_STOPS     failed stopping, costs about, refuse stopping
            HEAD       JOURNAL_BREAKS   goes on
            HEAD       MEMORY_ENDS      failed busy, costs about, refuse busy
            ANSWERING  WORDS            goes on
            ANSWERING  WHOLE            served, costs about, end
            ANSWERING  UPSTREAM_ENDS    failed upstream-failed, costs about, break-off upstream-failed
            ANSWERING  CONNECTION_LOST  failed upstream-failed, costs about, break-off upstream-failed
            ANSWERING  NO_MEMORY        failed busy, costs about, break-off busy
            ANSWERING  NONSENSE         failed upstream-failed, costs about, break-off upstream-failed
            ANSWERING  CALLER_LEAVES    abandoned caller-left, costs about, write
            ANSWERING  SERVER_STOPS     failed stopping, costs about, break-off stopping
            ANSWERING  JOURNAL_BREAKS   goes on
            ANSWERING  MEMORY_ENDS      failed busy, costs about, break-off busy
            SERVED     WORDS            served, costs about, end
            SERVED     WHOLE            served, costs about, end
            SERVED     UPSTREAM_ENDS    served, costs about, end
            SERVED     CONNECTION_LOST  served, costs about, end
            SERVED     NO_MEMORY        served, costs about, end
            SERVED     NONSENSE         served, costs about, end
            SERVED     CALLER_LEAVES    served, costs about, end
            SERVED     SERVER_STOPS     served, costs about, end
            SERVED     JOURNAL_BREAKS   served, costs about, end
            SERVED     MEMORY_ENDS      served, costs about, end
            """;

    @TestFactory
    Stream<DynamicTest> whateverHappensWhereverItStands() {
        return TABLE.lines()
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    var cells = line.split(" +", 3);
                    assertThat(end(State.valueOf(cells[0]), Happening.valueOf(cells[1])))
                            .isEqualTo(cells[2]);
                }));
    }

    @Test
    void theTableIsWhole() {
        var cells = Arrays.stream(State.values())
                .flatMap(state -> Arrays.stream(Happening.values()).map(it -> state + " " + it));
        assertThat(TABLE.lines().map(line -> line.replaceAll("(\\S+) +(\\S+) .*", "$1 $2")))
                .containsExactlyElementsOf(cells.toList());
    }
}

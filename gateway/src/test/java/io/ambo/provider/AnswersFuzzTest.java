package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.Fuzz;
import io.ambo.catalog.Provider.Timeouts;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whatever an upstream answers, the call after it gets its own answer, and nothing of what was left behind. */
class AnswersFuzzTest {

    /** Of a call whose answer may never end. */
    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(200));

    private static final String OWN = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s";

    /** What the next request is answered, and whether nothing more can come after it. */
    private record Next(byte[] bytes, boolean last) {

        void say(Socket socket) throws IOException {
            socket.getOutputStream().write(bytes);
            if (last) {
                socket.shutdownOutput();
            }
        }
    }

    @Test
    void afterAChangedAnswerTheNextCallGetsItsOwn() throws IOException {
        var fuzz = Fuzz.of("answers");
        var next = new AtomicReference<>(new Next(new byte[0], true));
        try (var loop = CallingLoop.open();
                var server = new RawServer(
                        RawServer.plain(), (request, socket) -> next.get().say(socket))) {
            var rounds = Fuzz.play(random -> {
                next.set(new Next(fuzz.text(random).getBytes(StandardCharsets.ISO_8859_1), random.nextInt(4) > 0));
                loop.call(server.address(), random.nextBoolean(), SHORT).notes();
                getsItsOwn(loop, server, next, random);
            });
            assertThat(rounds).isGreaterThan(20);
        }
    }

    private static void getsItsOwn(CallingLoop loop, RawServer server, AtomicReference<Next> next, Random random) {
        var odd = new String(next.get().bytes(), StandardCharsets.ISO_8859_1);
        var own = Long.toHexString(random.nextLong());
        next.set(new Next(OWN.formatted(own.length(), own).getBytes(StandardCharsets.ISO_8859_1), false));
        assertThat(loop.call(server.address(), false).notes())
                .as(odd)
                .filteredOn(note -> !note.equals("stale"))
                .containsExactly("whole", "body:" + own, "ended");
    }
}

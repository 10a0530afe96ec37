package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.cli.Ambo;
import io.ambo.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A call of the command line in this process: how it ended and what it wrote. */
record Called(int status, String out, String err) {

    /** A command line on a home, with what is around it. */
    static final class Shell {

        private final Map<String, String> environment = new HashMap<>();
        private String input = "";
        private boolean person;

        private Shell(Path home) {
            environment.put("AMBO_HOME", home.toString());
        }

        Shell with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Shell reading(String text) {
            input = text;
            return this;
        }

        /** Somebody sits before it. */
        Shell withAPerson() {
            person = true;
            return this;
        }

        Called ambo(String... arguments) {
            return ambo(new ByteArrayOutputStream(), new ByteArrayOutputStream(), arguments);
        }

        /** On a standard output that takes nothing. */
        Called amboWithoutOutput(String... arguments) {
            return ambo(
                    new ByteArrayOutputStream() {
                        @Override
                        public void flush() throws IOException {
                            throw new IOException("No space left on device");
                        }
                    },
                    new ByteArrayOutputStream(),
                    arguments);
        }

        /** For a command that goes on: it is interrupted as soon as it has said these words. */
        Called amboUntil(String words, String... arguments) throws InterruptedException {
            var heard = new CountDownLatch(1);
            var called = new CompletableFuture<Called>();
            var thread = Thread.ofPlatform()
                    .start(() ->
                            called.complete(ambo(new Listening(words, heard), new Listening(words, heard), arguments)));
            assertThat(heard.await(30, TimeUnit.SECONDS))
                    .as("it says: " + words)
                    .isTrue();
            thread.interrupt();
            thread.join(Duration.ofSeconds(30));
            return called.join();
        }

        private Called ambo(ByteArrayOutputStream out, ByteArrayOutputStream err, String... arguments) {
            var terminal = new Terminal(
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, false, StandardCharsets.UTF_8),
                    environment,
                    () -> person,
                    () -> person);
            var status = new Ambo(terminal, new LocalServerLauncher()).run(arguments);
            return new Called(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    /** Tells when certain words were written. */
    private static final class Listening extends ByteArrayOutputStream {

        private final String words;
        private final CountDownLatch heard;

        Listening(String words, CountDownLatch heard) {
            this.words = words;
            this.heard = heard;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            if (toString(StandardCharsets.UTF_8).contains(words)) {
                heard.countDown();
            }
        }
    }

    static Shell in(Path home) {
        return new Shell(home);
    }

    /** What it wrote as data, with what differs from run to run left out. */
    String blanked() {
        return blanked(out);
    }

    static String blanked(String text) {
        return text.replaceAll("[0-7][0-9A-HJKMNP-TV-Z]{25}", "<id>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "<time>")
                .replaceAll(" *\\d+(\\.\\d\\d)? m?s\\b", " <took>")
                .replaceAll("\\b[0-9a-f]{12}\\b", "<version>")
                .replaceAll("([A-Z]{2,12})_[0-9A-Z]{8,14}", "$1_<code>");
    }
}

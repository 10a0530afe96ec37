package io.ambo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Catalog;
import io.ambo.core.Language;
import io.ambo.documents.MaskingPlan;
import io.ambo.ledger.LedgerGrowth;
import io.ambo.platform.Home;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** What reaches a terminal, a pipe and a disk, told by streams that are none of these. */
class TerminalOutputTest {

    private static final String STEERING = "a\u001b]0;title\u0007b";
    private static final String SHOWN = "a\\u001b]0;title\\u0007b";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(OutputStream to, boolean screen) {
        return new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new StandardOutput(to, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                () -> false,
                () -> screen);
    }

    private Session session(boolean screen) {
        return new Session(terminal(out, screen), new NoServer(), Language.EN, new Options());
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalShowsControlCharactersOfAModelAndAPipeGetsThemAsTheyAre() {
        session(true).write(STEERING);
        assertThat(text(out)).isEqualTo(SHOWN);
        out.reset();
        session(true).print(STEERING);
        assertThat(text(out)).isEqualToIgnoringNewLines(SHOWN);
        out.reset();
        session(false).write(STEERING);
        assertThat(text(out)).isEqualTo(STEERING);
    }

    @Test
    void errorsShowThemAlways() {
        session(false).sayWords(STEERING);
        session(false).overwrite(STEERING);
        assertThat(text(err)).contains(SHOWN).doesNotContain(STEERING);
    }

    @Test
    void aReaderThatClosesItsPipeIsNoErrorToTellOf() {
        assertThat(ambo("Broken pipe")).isEqualTo(ExitCode.OUTPUT.status());
        assertThat(text(err)).isEmpty();
    }

    @Test
    void aFullDiskIsTold() {
        assertThat(ambo("No space left on device")).isEqualTo(ExitCode.OUTPUT.status());
        assertThat(text(err)).contains("Not all of the output could be written");
    }

    private int ambo(String failure) {
        var closed = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(failure);
            }
        };
        return new Ambo(terminal(closed, false), new NoServer()).run("--help");
    }

    /** Commands here ask nobody. */
    @Test
    void anAnswerThatNoOneReadsAnyMoreIsNotReadToItsEnd() throws IOException {
        var event = "data: {\"choices\":[{\"delta\":{\"content\":\"word \"}}]}\n\n".getBytes(StandardCharsets.UTF_8);
        var left = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        var events = new ByteArrayInputStream(repeated(event, 10_000));
        var session = new Session(terminal(left, false), new NoServer(), Language.EN, new Options());
        var server =
                new RunningServer(URI.create("http://127.0.0.1:1"), Optional.empty(), Optional.empty(), Language.EN);

        new Answer(session, server).show(new Streamed(events), true);

        assertThat(events.available()).as("bytes that were left alone").isGreaterThan(event.length * 9_000);
        assertThat(text(err)).isEmpty();
    }

    private static byte[] repeated(byte[] bytes, int times) {
        var all = new ByteArrayOutputStream();
        for (var i = 0; i < times; i++) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    /** A stream that a server sends. */
    private record Streamed(InputStream body) implements HttpResponse<InputStream> {

        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri()).build();
        }

        @Override
        public Optional<HttpResponse<InputStream>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (_, _) -> true);
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return URI.create("http://127.0.0.1:1/v1/chat/completions");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    private static final class NoServer implements ServerLauncher {

        @Override
        public String version() {
            return "test";
        }

        @Override
        public ServerHere start(Wish wish) {
            throw new AssertionError("no server is started");
        }

        @Override
        public ApiClient api(Home home) {
            throw new AssertionError("nobody is asked");
        }

        @Override
        public String tryTexts(Home home, TriedPolicyText policy, Stream<Map.Entry<String, String>> requests) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MaskingPlan.Rules masking(Home home, Optional<String> policy) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Catalog catalog(Home home) {
            throw new AssertionError("no catalogue is read");
        }

        @Override
        public Optional<LedgerGrowth> growth(Home home) {
            return Optional.empty();
        }

        @Override
        public String database(Home home) {
            throw new AssertionError("no database is looked at");
        }
    }
}

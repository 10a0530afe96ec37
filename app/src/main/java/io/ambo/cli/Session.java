package io.ambo.cli;

import io.ambo.core.ControlCharacters;
import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Home;
import io.ambo.platform.Secret;
import io.ambo.platform.ServeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of a command: where it reads and writes, what was asked for, and whom it can ask. */
final class Session {

    private final Terminal terminal;
    private final ServerLauncher launcher;
    private final Language language;
    private final Options options;
    private @Nullable Home home;
    private @Nullable Boolean screen;

    Session(Terminal terminal, ServerLauncher launcher, Language language, Options options) {
        this.terminal = terminal;
        this.launcher = launcher;
        this.language = language;
        this.options = options;
    }

    Terminal terminal() {
        return terminal;
    }

    ServerLauncher launcher() {
        return launcher;
    }

    Language language() {
        return language;
    }

    boolean json() {
        return options.json;
    }

    String words(String key, Object... arguments) {
        return Message.of(key, arguments).in(language);
    }

    /** Data: a line. */
    void print(String line) {
        terminal.out().println(shown(line));
    }

    /** Data: a piece of text, with no line feed after it. */
    void write(String text) {
        terminal.out().print(shown(text));
        terminal.out().flush();
    }

    private String shown(String text) {
        var known = screen;
        if (known == null) {
            known = terminal.screen().getAsBoolean();
            screen = known;
        }
        return known ? ControlCharacters.visible(text) : text;
    }

    void print(List<String> lines) {
        lines.forEach(this::print);
    }

    /** Talk. */
    void say(String key, Object... arguments) {
        sayWords(words(key, arguments));
    }

    void sayWords(String words) {
        terminal.err().println(ControlCharacters.visible(words));
    }

    /** Talk in one line that is written over the last one; for terminals. */
    void overwrite(String words) {
        terminal.err().print("\r\u001b[K" + ControlCharacters.visible(words));
        terminal.err().flush();
    }

    int width() {
        return terminal.width();
    }

    /** {@code path} with a wish for this language in its query. */
    String inLanguage(String path) {
        return path + (path.contains("?") ? "&" : "?") + "lang=" + language.tag();
    }

    Home home() {
        var known = home;
        if (known == null) {
            known = Home.open(Home.place(options.home, terminal.environment()));
            home = known;
        }
        return known;
    }

    /** The server to ask: named by {@code --url} or {@code AMBO_URL}, else the one that runs in the home. */
    Optional<RunningServer> server() {
        var named = options.url.or(() -> terminal.variable("AMBO_URL").map(Session::address));
        var here = home().serveFile().read();
        if (named.isPresent()) {
            var base = base(named.get());
            var token = here.filter(it -> same(it.address(), base)).map(ServeFile.Server::token);
            return Optional.of(new RunningServer(base, token, key(), language));
        }
        return here.map(it -> new RunningServer(it.address(), Optional.of(it.token()), key(), language));
    }

    /** The server to ask, for a command that cannot do without. */
    RunningServer requiredServer() {
        return server().orElseThrow(() -> new Unreachable(Message.of("cli.no-server", home())));
    }

    /** The server to ask; where none runs, this process answers itself. */
    ApiClient api() {
        return server().map(ApiClient.class::cast).orElseGet(() -> launcher.api(home()));
    }

    private static URI address(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException _) {
            throw badAddress();
        }
    }

    /** Without the {@code /v1} that OpenAI's clients want. */
    private static URI base(URI named) {
        if (named.getHost() == null || !("http".equals(named.getScheme()) || "https".equals(named.getScheme()))) {
            throw badAddress();
        }
        return named.resolve("/");
    }

    private static Refusal badAddress() {
        return Refusal.of(Reason.BAD_COMMAND, "cli.bad-url");
    }

    private static boolean same(URI one, URI other) {
        return one.getAuthority().equals(other.getAuthority());
    }

    /** A key of the caller's: from a file or the environment, never from the command line. */
    Optional<Secret> key() {
        return options.keyFile
                .map(Session::keyIn)
                .or(() -> terminal.variable("AMBO_KEY").map(text -> new Secret(text.strip())));
    }

    private static Secret keyIn(Path file) {
        try {
            return new Secret(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.key-file", file);
        }
    }

    /** The whole of standard input as text, for commands that take one; refused where a person would have to type. */
    String standardInput(String command) {
        if (terminal.interactive().getAsBoolean()) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.no-input", command);
        }
        return text(() -> terminal.in().readAllBytes(), "-");
    }

    /** One line that a person typed; nothing at the end of the input. */
    Optional<String> line() {
        var line = new ByteArrayOutputStream();
        try {
            for (var next = terminal.in().read();
                    next != '\n';
                    next = terminal.in().read()) {
                if (next < 0) {
                    return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
                }
                line.write(next);
            }
            return Optional.of(line.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.unreadable", "-");
        }
    }

    String file(Path file) {
        return text(() -> Files.readAllBytes(file), file.toString());
    }

    private interface Reading {
        byte[] bytes() throws IOException;
    }

    private static String text(Reading reading, String name) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(reading.bytes()))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
            throw Refusal.of(Reason.BAD_COMMAND, "cli.not-utf8", name).hint("cli.not-utf8.hint");
        } catch (CharacterCodingException e) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.not-utf8", name).hint("cli.not-utf8.hint");
        } catch (IOException e) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.unreadable", name);
        }
    }
}

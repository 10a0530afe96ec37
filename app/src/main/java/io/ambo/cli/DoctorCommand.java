package io.ambo.cli;

import io.ambo.cli.Finding.Severity;
import io.ambo.config.Settings;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code ambo doctor}: looks at machine, configuration and neighbours; the worst finding is the exit status. */
@CommandLine.Command(name = "doctor")
final class DoctorCommand implements Command {

    private final Session session;
    private final List<Finding> findings = new ArrayList<>();

    @Option(names = {"--write", "--yes"})
    private boolean write;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        findings.add(MachineCheck.java());
        look("home", session::home).ifPresentOrElse(_ -> home(), () -> findings.add(pythonOf(Optional.empty())));
        show();
        return exit(worst());
    }

    /** What can be had, or the finding that says why not. */
    private <T> Optional<T> look(String code, Supplier<T> wanted) {
        try {
            return Optional.of(wanted.get());
        } catch (Refusal refusal) {
            findings.add(new Finding(Severity.BROKEN, code, refusal.in(session.language())));
            return Optional.empty();
        }
    }

    private void home() {
        var home = session.home();
        findings.add(MachineCheck.disk(home));
        findings.addAll(MachineCheck.secrets(home));
        var settings = look("settings", () -> Settings.read(home.root()));
        findings.add(pythonOf(settings));
        settings.ifPresent(it -> {
            findings.add(MachineCheck.port(home, it));
            MachineCheck.listening(it).ifPresent(findings::add);
            look("database", () -> session.launcher().database(home))
                    .ifPresent(name -> findings.add(new Finding(Severity.GOOD, "database-answers", name)));
            look("ledger", () -> session.launcher().growth(home))
                    .flatMap(growth -> growth)
                    .flatMap(growth -> MachineCheck.ledger(home, it, growth))
                    .ifPresent(findings::add);
            configuration();
        });
        engines();
    }

    private static Finding pythonOf(Optional<Settings> settings) {
        return MachineCheck.python(settings);
    }

    private void configuration() {
        look("configuration", () -> session.launcher().catalog(session.home())).ifPresent(catalog -> {
            findings.add(new Finding(
                    Severity.GOOD,
                    "catalogue",
                    catalog.providers().size(),
                    catalog.destinations().size()));
            var secrets = session.home().secretsOf(session.terminal().environment());
            findings.addAll(new ConfigurationCheck(catalog, secrets, LocalDate.now(ZoneOffset.UTC)).findings());
        });
    }

    private void engines() {
        var found = LocalEngine.usual(session.terminal().variable("OLLAMA_HOST")).stream()
                .flatMap(usual -> LocalEngine.at(usual).stream())
                .toList();
        if (found.isEmpty()) {
            findings.add(new Finding(Severity.NOTE, "no-engine"));
        }
        found.forEach(this::engine);
    }

    private void engine(LocalEngine engine) {
        if (!engine.remote().isEmpty()) {
            findings.add(new Finding(Severity.NOTE, "engine-cloud", engine.name(), String.join(", ", engine.remote())));
        }
        var file = session.home().root().resolve("providers").resolve(engine.id() + ".yaml");
        if (known(engine.address())) {
            findings.add(new Finding(Severity.GOOD, "engine-known", engine.name(), engine.address()));
        } else if (engine.usable().isEmpty()) {
            findings.add(new Finding(Severity.NOTE, "engine-empty", engine.name(), engine.address()));
        } else if (!Files.exists(file) && wanted(engine, file)) {
            write(engine, file);
        } else {
            findings.add(new Finding(
                    Severity.NOTE,
                    "engine-new",
                    engine.name(),
                    engine.address(),
                    engine.usable().size()));
        }
    }

    private boolean known(URI address) {
        try {
            return session.launcher().catalog(session.home()).providers().stream()
                    .flatMap(provider -> provider.baseUrl().stream())
                    .anyMatch(url -> url.getPort() == address.getPort() && isHere(url.getHost()));
        } catch (Refusal _) {
            return false;
        }
    }

    private static boolean isHere(String host) {
        return List.of("127.0.0.1", "localhost", "[::1]").contains(host);
    }

    private boolean wanted(LocalEngine engine, Path file) {
        if (write || session.json() || !session.terminal().interactive().getAsBoolean()) {
            return write;
        }
        session.say("cli.doctor.ask", engine.name(), engine.address(), file);
        return session.line()
                .filter(it -> it.strip().toLowerCase(Locale.ROOT).matches("y|yes|是"))
                .isPresent();
    }

    private void write(LocalEngine engine, Path file) {
        try {
            Files.createDirectories(file.getParent());
            session.home().writeAtomically(file, engine.file().getBytes(StandardCharsets.UTF_8));
            findings.add(new Finding(
                    Severity.GOOD,
                    "engine-written",
                    engine.name(),
                    engine.usable().size(),
                    file));
        } catch (IOException _) {
            findings.add(new Finding(Severity.WARNING, "engine-unwritten", engine.name(), file));
        }
    }

    private Severity worst() {
        return findings.stream()
                .map(Finding::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.GOOD);
    }

    private static ExitCode exit(Severity worst) {
        return switch (worst) {
            case GOOD, NOTE -> ExitCode.DONE;
            case WARNING -> ExitCode.REFUSED;
            case BROKEN -> ExitCode.CONFIGURATION;
        };
    }

    private void show() {
        if (session.json()) {
            session.print(new JsonObject()
                    .text("worst", id(worst()))
                    .objects("findings", findings.stream().map(this::json).toList())
                    .toString());
            return;
        }
        var table = new Table("");
        for (var finding : findings) {
            var mend = finding.mend(session.language()).map(it -> "\n→ " + it).orElse("");
            table.row(
                    session.words("cli.doctor.severity." + id(finding.severity())),
                    finding.code(),
                    finding.words(session.language()) + mend);
        }
        session.print(table.lines(session.width()));
        session.say("cli.doctor.sum." + (serves() ? "serving" : id(worst())));
    }

    /** Whether a server runs and nothing is worse than a note, so that nothing is left to do. */
    private boolean serves() {
        return worst().compareTo(Severity.WARNING) < 0
                && findings.stream().anyMatch(finding -> finding.code().equals("serving"));
    }

    private JsonObject json(Finding finding) {
        var json = new JsonObject()
                .text("code", finding.code())
                .text("severity", id(finding.severity()))
                .text("words", finding.words(session.language()));
        finding.mend(session.language()).ifPresent(mend -> json.text("mend", mend));
        return json;
    }

    private static String id(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}

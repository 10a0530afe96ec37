package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.documents.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ambo mask}: a text with placeholders on standard output, a table of what was found on standard error; with
 * {@code --out} a file or a folder of files into another folder.
 */
@CommandLine.Command(name = "mask")
final class MaskCommand implements Command {

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "FILE")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--map", paramLabel = "MAP")
    private Optional<Path> map = Optional.empty();

    @Option(names = "--restore", paramLabel = "MAP")
    private Optional<Path> restore = Optional.empty();

    @Option(names = "--policy", paramLabel = "NAME")
    private Optional<String> policy = Optional.empty();

    @Mixin
    private final MaskFileOptions files = new MaskFileOptions();

    MaskCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        if (restore.isEmpty() && files.out.isPresent()) {
            var input = file.orElseThrow(() -> Refusal.of(Reason.BAD_COMMAND, "cli.mask.no-file"));
            return new MaskFiles(session, files, policy, map).run(input);
        }
        if (file.filter(Files::isDirectory).isPresent()) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.folder", file.get())
                    .hint("cli.mask.folder.hint", file.get());
        }
        var text = file.filter(it -> !it.toString().equals("-"))
                .map(this::text)
                .orElseGet(() -> session.standardInput("mask"));
        if (restore.isPresent()) {
            session.write(MaskMap.read(restore.get(), session).restore(text));
            return ExitCode.DONE;
        }
        return mask(text);
    }

    private String text(Path place) {
        try {
            return TextFile.read(place, files.encoding.map(MaskFiles::charset));
        } catch (IOException e) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.unreadable", place);
        }
    }

    private ExitCode mask(String text) {
        map.ifPresent(place -> MaskMap.requireFree(place, session));
        try (var api = session.launcher().api(session.home())) {
            var question = new JsonObject().text("text", text);
            policy.ifPresent(name -> question.text("policy", name));
            var answer = api.post(session.inLanguage("/api/mask"), question.toString());
            map.ifPresent(place -> MaskMap.of(JsonView.of(answer)).write(place, session));
            if (session.json()) {
                session.print(answer);
            } else {
                show(JsonView.of(answer));
            }
        }
        return ExitCode.DONE;
    }

    private void show(JsonView masked) {
        session.write(masked.text("text"));
        if (!masked.text("text").endsWith("\n")) {
            session.print("");
        }
        session.terminal().out().flush();
        var findings = masked.list("findings");
        var dataClass = Words.dataClass(session, masked.text("class"));
        if (findings.isEmpty()) {
            session.say("cli.mask.nothing", dataClass);
            return;
        }
        session.say("cli.mask.found", findings.size(), dataClass);
        var table = new Table(
                "  ",
                session.words("cli.column.placeholder"),
                session.words("cli.column.class"),
                session.words("cli.column.kind"),
                session.words("cli.column.value"));
        findings.forEach(finding -> table.row(
                finding.at("placeholder").isThere() ? finding.text("placeholder") : session.words("cli.mask.stays"),
                finding.text("class"),
                finding.text("name"),
                finding.text("value")));
        table.lines(session.width()).forEach(session::sayWords);
    }
}

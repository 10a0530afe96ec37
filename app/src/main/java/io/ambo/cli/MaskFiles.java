package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.documents.FileMasking;
import io.ambo.documents.FileRecord;
import io.ambo.documents.Manifest;
import io.ambo.documents.MaskingPlan;
import io.ambo.documents.MaskingPlan.Scope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code ambo mask FOLDER --out DIR}: files into a folder, with a manifest. */
final class MaskFiles {

    private static final int MOST_THREADS = 64;
    private static final int MOST_SHOWN = 20;

    private final Session session;
    private final MaskFileOptions options;
    private final Optional<String> policy;
    private final Optional<Path> map;

    MaskFiles(Session session, MaskFileOptions options, Optional<String> policy, Optional<Path> map) {
        this.session = session;
        this.options = options;
        this.policy = policy;
        this.map = map;
    }

    ExitCode run(Path input) {
        if (!Files.isReadable(input)) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.unreadable", input);
        }
        if (options.threads < 1 || options.threads > MOST_THREADS) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.threads-wrong", MOST_THREADS);
        }
        map.ifPresent(place -> MaskMap.requireFree(place, session));
        var plan = new MaskingPlan(
                input,
                options.out.orElseThrow(),
                session.launcher().masking(session.home(), policy),
                options.threads,
                Scope.of(options.scope),
                options.encoding.map(MaskFiles::charset),
                map.isPresent());
        var talk = new MaskTalk(session);
        try {
            var manifest = FileMasking.run(plan, talk);
            talk.done();
            map.ifPresent(place -> new MaskMap(manifest.values()).write(place, session));
            show(manifest, plan);
            return manifest.isComplete() ? ExitCode.DONE : ExitCode.INCOMPLETE;
        } catch (InterruptedIOException e) {
            talk.done();
            return ExitCode.INTERRUPTED;
        } catch (IOException e) {
            talk.done();
            session.say("cli.mask.unwritable", plan.output(), String.valueOf(e.getMessage()));
            return ExitCode.OUTPUT;
        }
    }

    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.unknown-encoding", name);
        }
    }

    private void show(Manifest manifest, MaskingPlan plan) {
        if (session.json()) {
            session.print(manifest.toJson());
            return;
        }
        session.print(session.words(
                "cli.mask.files",
                manifest.masked().size(),
                manifest.files().size(),
                plan.output(),
                Words.dataClass(session, manifest.dataClass().name())));
        var found = manifest.found().entrySet().stream()
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(session.words("cli.comma")));
        session.print(
                found.isEmpty()
                        ? session.words("cli.mask.files-nothing")
                        : session.words("cli.mask.files-found", found));
        var left = manifest.left();
        left.stream().limit(MOST_SHOWN).forEach(this::left);
        if (left.size() > MOST_SHOWN) {
            session.say("cli.mask.files-more", left.size() - MOST_SHOWN);
        }
        var notes = manifest.files().stream()
                .filter(file -> !file.notes().isEmpty())
                .count();
        if (notes > 0) {
            session.say("cli.mask.files-notes", notes);
        }
    }

    private void left(FileRecord file) {
        file.obstacle()
                .ifPresent(why -> session.say(
                        "cli.mask.files-left", file.path(), session.words("cli.mask.obstacle." + why.id())));
    }
}

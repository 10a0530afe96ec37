package io.ambo.documents;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.documents.MaskingPlan.Scope;
import io.ambo.privacy.PlaceholderScope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Masks the files of a folder into another folder, as many at a time as it is told, and writes a manifest of what it did.
 * A file that an earlier run has finished, with the same settings and the same content, is not done again.
 */
public final class FileMasking {

    /** Hears how far a run is; called from several threads. */
    public interface Progress {
        void finished(FileRecord file, int done, int all);
    }

    /** Changes whenever the same file may give another result for a reason that no other setting tells. */
    private static final String FORMAT = "1";

    private final MaskingPlan plan;
    private final Progress progress;
    private final Path input;
    private final OutputFolder output;
    private final DocumentMasker documents;
    private final String settings;
    private final Map<String, String> values = new TreeMap<>();
    /** Where the results go, but for those of another kind than their inputs. */
    private final Set<String> names = new HashSet<>();

    private int done;

    private FileMasking(MaskingPlan plan, Progress progress, Path input, OutputFolder output) {
        this.plan = plan;
        this.progress = progress;
        this.input = input;
        this.output = output;
        this.documents = new DocumentMasker(plan.encoding());
        this.settings = settings();
    }

    /**
     * Masks everything that the plan names.
     *
     * @throws Refusal it cannot begin: a folder lies in the other, or another run is under way
     * @throws IOException the input cannot be listed, or the output not written
     */
    public static Manifest run(MaskingPlan plan, Progress progress) throws IOException {
        var input = plan.input().toRealPath();
        requireApart(input, plan.output());
        var output = OutputFolder.open(plan.output());
        var run = new FileMasking(plan, progress, input, output);
        try (var journal = RunJournal.open(plan.output(), run.settings)) {
            output.removeParts();
            var manifest = run.files(journal);
            output.keep(Manifest.NAME, manifest.bytes());
            journal.remove();
            return manifest;
        }
    }

    /** A folder in the other would be read while it is written, or be written over. */
    private static void requireApart(Path input, Path output) throws IOException {
        var folder = InputFiles.root(input);
        var place = output.toAbsolutePath().normalize();
        var there = place;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        var real = there == null
                ? place
                : there.toRealPath().resolve(there.relativize(place)).normalize();
        if (real.startsWith(folder) && Files.isDirectory(input) || real.equals(folder) || folder.startsWith(real)) {
            throw Refusal.of(Reason.BAD_COMMAND, "cli.mask.within", output, input)
                    .hint("cli.mask.within.hint");
        }
    }

    private String settings() {
        var rules = plan.rules();
        var scope = plan.scope().option() + " " + InputFiles.root(input);
        var probe = rules.masking().mask("13800000000", scope("")).text();
        return Hashes.of(List.of(
                FORMAT,
                rules.policy(),
                rules.version(),
                rules.roster(),
                rules.tool(),
                scope,
                probe,
                plan.encoding().map(Object::toString).orElse("")));
    }

    private PlaceholderScope scope(String path) {
        var masking = plan.rules().masking();
        return switch (plan.scope()) {
            case Scope.Folder() -> masking.scope("folder " + InputFiles.root(input));
            case Scope.EachFile() -> masking.scope("file " + InputFiles.root(input) + "\0" + path);
            case Scope.Named(var name) -> masking.scope("named " + name);
        };
    }

    /** Files of one folder stay in one folder, whatever the scope of what is in them. */
    private PlaceholderScope scopeOfPaths() {
        return plan.scope() instanceof Scope.EachFile
                ? plan.rules().masking().scope("paths " + InputFiles.root(input))
                : scope("");
    }

    private Manifest files(RunJournal journal) throws IOException {
        var before = Manifest.read(output.path(Manifest.NAME), settings);
        before.putAll(journal.finished());
        var tasks = tasks();
        var records = new ArrayList<FileRecord>();
        try (var threads = Executors.newFixedThreadPool(plan.threads())) {
            var futures = tasks.stream()
                    .map(task -> threads.submit(() -> told(finish(task, before, journal), tasks.size())))
                    .toList();
            for (var future : futures) {
                records.add(outcome(future, threads));
            }
        }
        records.sort(Comparator.comparing(FileRecord::path));
        var rules = plan.rules();
        return new Manifest(
                rules.tool(), rules.policy(), rules.version(), plan.scope().option(), settings, records, values);
    }

    private static FileRecord outcome(Future<FileRecord> future, ExecutorService threads) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            threads.shutdownNow();
            if (e.getCause() instanceof IOException unwritable) {
                throw unwritable;
            }
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(e);
        }
    }

    private synchronized FileRecord told(FileRecord record, int all) {
        done++;
        progress.finished(record, done, all);
        return record;
    }

    /**
     * A file to be masked.
     *
     * @param path below the input
     * @param masked the same with values in it replaced, which is where the result goes
     */
    private record Task(String path, String masked, Optional<Obstacle> obstacle) {}

    private List<Task> tasks() throws IOException {
        var tasks = new ArrayList<Task>();
        var paths = new MaskedPath(new PassageMasker(plan.rules().masking(), scopeOfPaths(), false));
        for (var file : InputFiles.of(input).entrySet()) {
            var masked = paths.of(file.getKey());
            var free = names.add(masked) && !masked.equals(Manifest.NAME) && !masked.startsWith(".ambo-mask");
            tasks.add(new Task(file.getKey(), masked, free ? file.getValue() : Optional.of(Obstacle.NAME_TAKEN)));
        }
        return tasks;
    }

    private FileRecord finish(Task task, Map<String, FileRecord> before, RunJournal journal) throws IOException {
        if (task.obstacle().isPresent()) {
            return FileRecord.failed(task.masked(), task.obstacle().get());
        }
        var file = InputFiles.root(input).resolve(task.path());
        try {
            var hash = Hashes.of(file);
            var earlier = before.get(task.masked());
            if (earlier != null && !plan.keepsValues() && isThere(earlier, hash)) {
                return earlier;
            }
            var record = mask(task, file, hash);
            journal.add(record);
            return record;
        } catch (Obstacle.Met met) {
            return FileRecord.failed(task.masked(), met.obstacle());
        } catch (OutOfMemoryError tooLarge) {
            return FileRecord.failed(task.masked(), Obstacle.TOO_LARGE);
        } catch (OutputFolder.Unwritable unwritable) {
            throw unwritable;
        } catch (IOException unreadable) {
            return FileRecord.failed(task.masked(), Obstacle.UNREADABLE);
        }
    }

    private boolean isThere(FileRecord earlier, FileRecord.Hashed hash) throws IOException {
        var result = output.path(earlier.output());
        return earlier.input().equals(hash)
                && Files.isRegularFile(result)
                && Hashes.of(result).equals(earlier.result());
    }

    private FileRecord mask(Task task, Path file, FileRecord.Hashed hash) throws IOException, Obstacle.Met {
        var kind = DocumentKind.of(file);
        var name = kind.output(task.masked());
        if (!name.equals(task.masked()) && names.contains(name)) {
            throw new Obstacle.Met(Obstacle.NAME_TAKEN);
        }
        var masker = new PassageMasker(plan.rules().masking(), scope(task.path()), plan.keepsValues());
        var result = output.write(name, out -> documents.mask(file, kind, out, masker));
        keep(masker.values());
        return FileRecord.masked(task.masked(), name, kind, hash, result, masker);
    }

    private synchronized void keep(Map<String, String> more) {
        values.putAll(more);
    }
}

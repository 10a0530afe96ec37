package io.ambo.documents;

import io.ambo.catalog.Roster;
import io.ambo.config.CatalogReader;
import io.ambo.documents.MaskingPlan.Rules;
import io.ambo.documents.MaskingPlan.Scope;
import io.ambo.privacy.Deidentifier;
import io.ambo.privacy.Masking;
import io.ambo.privacy.Scanner;
import io.ambo.privacy.TaggerSource;
import io.ambo.taggers.Taggers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Folders to mask, and what masks them in tests: the built-in catalogue and the fast tagger. */
final class Folders {

    static final Masking MASKING = masking();

    private Folders() {}

    private static Masking masking() {
        var catalog = new CatalogReader(Set.of()).builtIn();
        TaggerSource fast = _ -> Optional.of(Taggers.fast());
        var scanner = Scanner.patient(catalog.recognisers(), catalog.defaultPolicy(), fast, Roster.EMPTY);
        return Masking.of(scanner, Deidentifier.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII)));
    }

    static Rules rules(String version) {
        return new Rules(MASKING, "default", version, "", "test");
    }

    static MaskingPlan plan(Path input, Path output) {
        return plan(input, output, 2, false);
    }

    static MaskingPlan plan(Path input, Path output, int threads, boolean keepsValues) {
        return new MaskingPlan(input, output, rules("1"), threads, new Scope.Folder(), Optional.empty(), keepsValues);
    }

    static PassageMasker masker() {
        return new PassageMasker(MASKING, MASKING.scope("test"), true);
    }

    /** Writes files by their paths. */
    static Path write(Path folder, Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            var place = folder.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.getValue());
        }
        return folder;
    }

    /** The bytes of every file, as text that has a character for each byte, by path. */
    static Map<String, String> read(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.put(folder.relativize(file).toString(), bytes(file)));
        }
        return files;
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

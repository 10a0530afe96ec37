package io.ambo.documents;

import io.ambo.catalog.Roster;
import io.ambo.privacy.Masking;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which files are masked, and how.
 *
 * @param input a file or a folder
 * @param output the folder of the results
 * @param threads how many files are masked at the same time; the results do not depend on it
 * @param scope where a value keeps its placeholder
 * @param encoding that of all texts; empty if it is to be told from each
 * @param keepsValues whether the run returns what each placeholder stands for
 */
public record MaskingPlan(
        Path input,
        Path output,
        Rules rules,
        int threads,
        Scope scope,
        Optional<Charset> encoding,
        boolean keepsValues) {

    /**
     * What decides about values.
     *
     * @param policy the name of the policy
     * @param version the version of the catalogue that it and the recognisers are from
     * @param roster the hash of the installation's own lists of names
     * @param tool the program and its version
     */
    public record Rules(Masking masking, String policy, String version, String roster, String tool) {

        /** The hash of lists of names. */
        public static String hash(Roster roster) {
            return Hashes.of(new TreeMap<>(roster.names())
                    .entrySet().stream()
                            .map(names -> names.getKey() + " " + new TreeSet<>(names.getValue()))
                            .toList());
        }
    }

    /** Where a value keeps its placeholder. */
    public sealed interface Scope {

        /** In all files of a run, and of later ones from the same folder. */
        record Folder() implements Scope {}

        /** In each file alone. */
        record EachFile() implements Scope {}

        /** In all runs of this name. */
        record Named(String name) implements Scope {}

        /** As an option names it. */
        default String option() {
            return switch (this) {
                case Folder() -> "folder";
                case EachFile() -> "file";
                case Named(var name) -> name;
            };
        }

        /** What an option names. */
        static Scope of(String option) {
            return switch (option) {
                case "folder" -> new Folder();
                case "file" -> new EachFile();
                default -> new Named(option);
            };
        }
    }
}

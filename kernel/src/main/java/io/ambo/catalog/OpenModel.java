package io.ambo.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An open model that can be pulled: one data file.
 *
 * @param id the name that requests use
 * @param family the model family it belongs to
 * @param languages ISO 639-1 codes it supports
 * @param parameters the number of parameters, as its name states it
 * @param context the longest stated context, if any
 * @param hub its repository on hubs in Hugging Face's style; empty if there is none
 * @param modelscope its repository on hubs in ModelScope's style, if it differs; empty means the same
 * @param files its quantisations, the default one first
 */
public record OpenModel(
        String id,
        String name,
        String family,
        Licence licence,
        List<String> languages,
        Tier tier,
        long parameters,
        Optional<Stated> context,
        Optional<String> hub,
        Optional<String> modelscope,
        List<File> files,
        Source source) {

    public OpenModel {
        languages = List.copyOf(languages);
        files = List.copyOf(files);
    }

    /** The file of that quantisation, ignoring letter case. */
    public Optional<File> file(String quantisation) {
        return files.stream()
                .filter(file -> file.quantisation().equalsIgnoreCase(quantisation))
                .findFirst();
    }

    /**
     * The terms of use.
     *
     * @param id the SPDX identifier, or the publisher's name for the licence
     * @param accept whether a person must accept it by name before the first pull
     */
    public record Licence(String id, boolean accept, Source source) {}

    /** A stated number of tokens. */
    public record Stated(int tokens, Source source) {}

    /**
     * One quantisation.
     *
     * @param name its path in the repository; empty if it is in a package
     * @param packed the package that contains it, if any
     * @param here the local file it is imported from, if any
     * @param bytes its exact size, if known
     * @param sha256 its hash, if known for certain
     */
    public record File(
            String quantisation,
            Optional<String> name,
            Optional<EngineFile.Packed> packed,
            Optional<Here> here,
            OptionalLong bytes,
            Optional<String> sha256) {}

    /**
     * A file on this machine.
     *
     * @param link whether a hard link is allowed instead of a copy
     */
    public record Here(Path path, boolean link) {}

    /**
     * The size of the file or, if unknown, an estimate: the format's bytes per number times the number of parameters.
     * Mixed formats and unquantised parts make the file larger; a rounded-up number of parameters makes it smaller.
     */
    public OptionalLong about(File file) {
        return file.bytes().isPresent() ? file.bytes() : Blocks.bytes(file.quantisation(), parameters);
    }
}

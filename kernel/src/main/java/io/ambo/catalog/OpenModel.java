package io.ambo.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An open model that can be pulled onto the shelf: one data file.
 *
 * @param id what requests will ask for
 * @param family whose line it is of
 * @param languages ISO 639-1 codes that it handles
 * @param parameters how many numbers it is made of, as its name says
 * @param context the longest context, where somebody stated it
 * @param hub its repository on hubs in Hugging Face's style; empty when no hub has it
 * @param modelscope its repository on hubs in ModelScope's style, where it has another; empty is the same
 * @param files its quantisations, the usual one first
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

    /** The file of that quantisation, whatever its letters' case. */
    public Optional<File> file(String quantisation) {
        return files.stream()
                .filter(file -> file.quantisation().equalsIgnoreCase(quantisation))
                .findFirst();
    }

    /**
     * The terms under which it may be used.
     *
     * @param id the SPDX identifier, or what the makers call it
     * @param accept whether a person must accept it by name before the first pull
     */
    public record Licence(String id, boolean accept, Source source) {}

    /** A number of tokens that somebody stated. */
    public record Stated(int tokens, Source source) {}

    /**
     * One quantisation.
     *
     * @param name its path in the repository; empty where it is in a package
     * @param packed the package that carries it, where one does
     * @param here the file on this machine that it is taken from, where it is
     * @param bytes its exact size, where it is known
     * @param sha256 its hash, where it is known for certain
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
     * @param link whether a second name for it will do, in place of a copy
     */
    public record Here(Path path, boolean link) {}

    /**
     * The size of the file or, where nobody read it, about what so many parameters take when they are packed like this:
     * the size of a block of the format by the number of parameters in it. Mixtures and what is kept unpacked make the
     * file larger, a name that rounds its parameters up makes it smaller.
     */
    public OptionalLong about(File file) {
        return file.bytes().isPresent() ? file.bytes() : Blocks.bytes(file.quantisation(), parameters);
    }
}

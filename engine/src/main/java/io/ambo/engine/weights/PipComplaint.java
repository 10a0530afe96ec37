package io.ambo.engine.weights;

import io.ambo.engine.host.AbsentReason;
import java.util.List;

/** Reads why Python's package client failed. */
final class PipComplaint {
    private static final int LONGEST = 400;

    private PipComplaint() {}

    static AbsentReason read(String what, String said, Pip pip) {
        if (said.contains("No module named pip")) {
            return new AbsentReason.NoPip();
        }
        if (said.contains("DO NOT MATCH THE HASHES")) {
            return new AbsentReason.HashMismatch(what);
        }
        if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
            return new AbsentReason.DiskFull(0, pip.work().toFile().getUsableSpace());
        }
        return new AbsentReason.FetchFailed(detail(said));
    }

    /** The last complaint, without addresses: they may hold a password. */
    private static String detail(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        String last = lines.reversed().stream()
                .filter(line -> line.startsWith("ERROR:"))
                .findFirst()
                .orElse(lines.isEmpty() ? "nothing said" : lines.getLast());
        String bare = last.replaceAll("[a-z+]+://\\S+", "(address)").strip();
        return bare.length() > LONGEST ? bare.substring(0, LONGEST) : bare;
    }
}

package io.ambo.documents;

import java.util.List;

/** The path of a file with the values in it replaced: a name of a person in a file's name would leave with it. */
final class MaskedPath {

    private MaskedPath() {}

    static String of(String path, PassageMasker masker) {
        var masked = new StringBuilder();
        for (var name : path.split("/", -1)) {
            masked.append(masked.isEmpty() ? "" : "/").append(name(name, masker));
        }
        return masked.toString();
    }

    /** Without the ending, by which programs tell what it is. */
    private static String name(String name, PassageMasker masker) {
        var dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        try {
            return masker.mask(stem).replaceAll("[/\\\\\0]", "-") + name.substring(stem.length());
        } catch (Obstacle.Met met) {
            return "file-" + Hashes.of(List.of(name)).substring(0, 12);
        }
    }
}

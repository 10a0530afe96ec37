package io.ambo.documents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths of files with the values in them replaced: a name of a person in a file's name would leave with it. A folder
 * has one name for all files in it.
 */
final class MaskedPath {

    private static final String SEPARATORS = "[/\\\\\0]";
    private static final int MOST_OF_HASH = 12;

    private final PassageMasker masker;
    private final Map<String, String> names = new HashMap<>();

    MaskedPath(PassageMasker masker) {
        this.masker = masker;
    }

    String of(String path) {
        var masked = new StringBuilder();
        for (var name : path.split("/", -1)) {
            masked.append(masked.isEmpty() ? "" : "/").append(names.computeIfAbsent(name, this::masked));
        }
        return masked.toString();
    }

    /** Without the ending, by which programs tell what it is. */
    private String masked(String name) {
        var dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        try {
            return masker.mask(stem).replaceAll(SEPARATORS, "-") + name.substring(stem.length());
        } catch (Obstacle.Met met) {
            return "file-" + Hashes.of(List.of(name)).substring(0, MOST_OF_HASH);
        }
    }
}

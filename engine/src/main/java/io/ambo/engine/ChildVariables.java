package io.ambo.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The few variables that an engine gets to see; nobody's keys are among them. */
record ChildVariables(Surroundings surroundings) {
    private static final Pattern HANDED_ON = Pattern.compile(
            "PATH|HOME|USERPROFILE|LANG|LC_.*|TZ|SYSTEMROOT|SystemRoot|WINDIR|PATHEXT|Path|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH"
                    + "|CUDA_.*|NVIDIA_.*|ROCM_.*|HIP_.*|OMP_.*|GGML_.*");

    void into(Map<String, String> variables, Path temporary) {
        variables.clear();
        surroundings.environment().forEach((name, value) -> {
            if (HANDED_ON.matcher(name).matches()) {
                variables.put(name, value);
            }
        });
        for (String name : List.of("TMPDIR", "TEMP", "TMP")) {
            variables.put(name, temporary.toString());
        }
    }
}

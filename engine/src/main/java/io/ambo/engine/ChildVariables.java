package io.ambo.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The few variables that an engine gets to see; nobody's keys are among them. */
record ChildVariables(Surroundings surroundings, Map<String, String> further) {
    private static final Pattern HANDED_ON = Pattern.compile(
            "PATH|HOME|USERPROFILE|LANG|LC_.*|TZ|SYSTEMROOT|SystemRoot|WINDIR|PATHEXT|Path|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH"
                    + "|CUDA_.*|NVIDIA_.*|ROCM_.*|HIP_.*|OMP_.*|GGML_.*");

    /** Asks engines to tell their makers nothing. */
    private static final List<String> QUIET =
            List.of("DO_NOT_TRACK", "VLLM_NO_USAGE_STATS", "HF_HUB_DISABLE_TELEMETRY");

    void into(Map<String, String> variables, Path temporary) {
        variables.clear();
        surroundings.environment().forEach((name, value) -> {
            if (HANDED_ON.matcher(name).matches()) {
                variables.put(name, value);
            }
        });
        QUIET.forEach(name -> variables.put(name, "1"));
        for (String name : List.of("TMPDIR", "TEMP", "TMP")) {
            variables.put(name, temporary.toString());
        }
        variables.putAll(further);
    }
}

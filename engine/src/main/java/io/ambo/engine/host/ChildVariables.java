package io.ambo.engine.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The few variables that a child gets to see; no key of a provider is among them.
 *
 * @param handedOn the names of those that it gets as they are
 * @param further what it gets besides
 */
public record ChildVariables(EngineEnvironment environment, Pattern handedOn, Map<String, String> further) {
    private static final String USUAL =
            "PATH|HOME|USERPROFILE|LANG|LC_.*|TZ|SYSTEMROOT|SystemRoot|WINDIR|PATHEXT|Path|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH"
                    + "|CUDA_.*|NVIDIA_.*|ROCM_.*|HIP_.*|OMP_.*|GGML_.*";

    /** Where packages come from and how they are reached, as this machine has it configured. */
    private static final String PACKAGES = "|PIP_.*|(?i:https?_proxy|all_proxy|no_proxy|ftp_proxy)"
            + "|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|XDG_CONFIG_HOME|XDG_CONFIG_DIRS|APPDATA"
            + "|PROGRAMDATA|ProgramData|NETRC|LOCALAPPDATA";

    private static final Pattern ENGINE = Pattern.compile(USUAL);
    private static final Pattern PACKAGE_CLIENT = Pattern.compile(USUAL + PACKAGES);

    /** Asks engines to tell their makers nothing. */
    private static final List<String> QUIET =
            List.of("DO_NOT_TRACK", "VLLM_NO_USAGE_STATS", "HF_HUB_DISABLE_TELEMETRY");

    public static ChildVariables ofEngine(EngineEnvironment environment, Map<String, String> further) {
        return new ChildVariables(environment, ENGINE, further);
    }

    public static ChildVariables ofPackageClient(EngineEnvironment environment) {
        return new ChildVariables(environment, PACKAGE_CLIENT, Map.of());
    }

    public void into(Map<String, String> variables, Path temporary) {
        variables.clear();
        environment.variables().forEach((name, value) -> {
            if (handedOn.matcher(name).matches()) {
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

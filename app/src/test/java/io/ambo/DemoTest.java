package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.platform.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The demo, for real: the engine and its model are those that earlier runs of tests fetched, or are fetched now. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class DemoTest {

    private static final Path CACHE = Path.of(System.getProperty("ambo.engine.cache", "target/engine-home"))
            .toAbsolutePath();

    @TempDir
    Path folder;

    @BeforeEach
    void tellTheClassPath() {
        System.setProperty("ambo.standin", System.getProperty("java.class.path"));
    }

    private Path homeWithTheEngine() throws IOException {
        Home.open(CACHE);
        var home = Files.createDirectories(folder.resolve("home"));
        for (var shared : new String[] {"engines", "weights"}) {
            Files.createSymbolicLink(home.resolve(shared), CACHE.resolve(shared));
        }
        Home.open(home);
        return home;
    }

    @Test
    void threeRequestsAreShownInFullAndNothingIsLeftRunning() throws IOException {
        var home = homeWithTheEngine();
        var before = ProcessHandle.current().descendants().count();
        var called = Called.in(home).ambo("demo", "--exit");
        assertThat(called.status()).as(called.out() + called.err()).isZero();
        assertThat(called.out().replaceAll("\\s+", " "))
                .contains("1 of 3", "2 of 3", "3 of 3", "no real model is behind it", "little but English")
                .contains("answered embedded/smollm2-135m", "answered standin/standin-large")
                .contains("class: Data of class L4 does not go to closed destinations")
                .contains("tier-floor: Its tier is 0; \"careful\" demands at least 3.")
                .contains("{\"model\":\"standin-large\"", "PHONE_")
                .contains("None of the values found is in them: 13800000000")
                .contains("Placeholders in the answer that became the values again: 1");
        assertThat(called.out().lines().filter(line -> line.contains("the stand-in recorded no byte")))
                .hasSize(2);
        assertThat(called.err()).contains("Ready");
        assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
        assertThat(home.resolve("run/serve.json")).doesNotExist();
        assertThat(home.resolve("run")).isDirectoryNotContaining("glob:**/demo-*");
    }

    @Test
    void whereTheEngineIsOffItSaysSoAndShowsWhatStillWorks() throws IOException {
        var home = Home.open(folder.resolve("home")).root();
        Files.writeString(home.resolve("ambo.yaml"), "lanes: 1\nengine: {enabled: false}\n");
        var called = Called.in(home).ambo("demo", "--exit", "--lang", "zh");
        assertThat(called.status()).isEqualTo(5);
        assertThat(called.err()).contains("ambo.yaml", "enabled: false");
        assertThat(called.out()).contains("未展示", "第 3 个，共 3 个", "以上内容不含已发现的原文：13800000000");
        assertThat(called.out().lines().filter(line -> line.contains("未展示"))).hasSize(2);
    }

    @Test
    void whereKeysAreAskedForItGivesItselfOneAndTakesItBack() throws IOException {
        var home = Home.open(folder.resolve("home")).root();
        Files.writeString(home.resolve("ambo.yaml"), "lanes: 1\nengine: {enabled: false}\n");
        Called.in(home).ambo("keys", "create", "mine");
        assertThat(Called.in(home).ambo("demo", "--exit").out()).contains("3 of 3", "13800000000");
        assertThat(Called.in(home).ambo("keys", "list").out().lines().filter(line -> line.contains("demo")))
                .singleElement()
                .asString()
                .contains("revoked");
    }

    @Test
    void withoutTheStandInItSaysHowToStart() {
        System.setProperty("ambo.standin", "");
        var called = Called.in(folder.resolve("home")).ambo("demo", "--exit");
        assertThat(called.status()).isEqualTo(3);
        assertThat(called.err()).contains("./ambo demo");
    }
}

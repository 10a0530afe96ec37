package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.LauncherCheckout.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./ambo} in a small checkout of its own, with a JDK and a Maven that only write down how they were called. */
final class LauncherTest {

    private static final int MISSING = 69;
    private static final int BROKEN = 70;

    @TempDir
    private Path folder;

    private LauncherCheckout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = LauncherCheckout.in(folder.resolve("a check out"));
    }

    @Test
    void theProgramGetsItsArgumentsAsTheyWereGiven() throws Exception {
        var outcome = checkout.ambo("ask", "two words", "", "*");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.afterMain()).containsExactly("ask", "two words", "", "*");
    }

    @Test
    void theClassPathHoldsTheProgramAndItsLibrariesAndKnowsTheStandIn() throws Exception {
        var outcome = checkout.ambo("last");

        assertThat(outcome.valueAfter("-cp").split(":"))
                .extracting(it -> Path.of(it).getFileName().toString())
                .containsExactly("ambo-app-1.jar", "library.jar");
        assertThat(outcome.property("ambo.standin").split(":"))
                .allMatch(it -> Files.exists(Path.of(it)))
                .hasSize(2);
    }

    @Test
    void aServerAndACommandGetDifferentCollectors() throws Exception {
        assertThat(checkout.ambo("--home", "x", "serve").lines())
                .contains("-XX:+UseParallelGC")
                .anyMatch(option -> option.matches("-Xmn[1-9][0-9]*m"))
                .anyMatch(option -> option.matches("-Xmx[1-9][0-9]*m"));
        assertThat(checkout.ambo("last").lines())
                .contains("-XX:+UseSerialGC")
                .noneMatch(option -> option.startsWith("-Xmn") || option.startsWith("-Xmx"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 65536, 128",
        "2, 23000, 128",
        "2, '', 128",
        "6, 65536, 384",
        "64, 262144, 1024",
        "16, 4096, 512",
        "2, 512, 64"
    })
    void theYoungGenerationOfAServerFollowsItsProcessorsAndLeavesRoomWhereMemoryIsSmall(
            String processors, String memory, String size) throws Exception {
        var script = ". launcher/heap.sh; young_size \"$1\" \"$2\"";
        var outcome =
                Outcome.of(checkout.command(checkout.root(), List.of("sh", "-c", script, "sh", processors, memory)));
        assertThat(outcome.lines()).containsExactly(size);
    }

    @ParameterizedTest
    @CsvSource({"2, 65536, 1280", "2, '', 1280", "64, 262144, 3072", "2, 2048, 512"})
    void theHeapOfAServerIsBoundedSoThatWhatCallersLeaveBehindIsCollected(String processors, String memory, String size)
            throws Exception {
        var script = ". launcher/heap.sh; heap_size \"$1\" \"$2\"";
        var outcome =
                Outcome.of(checkout.command(checkout.root(), List.of("sh", "-c", script, "sh", processors, memory)));
        assertThat(outcome.lines()).containsExactly(size);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', C.UTF-8",
        "'', C, C, C.UTF-8",
        "C, zh_CN.UTF-8, C, C.UTF-8",
        "'', zh_CN.UTF-8, zh_CN.UTF-8, C.UTF-8",
        "'', zh_CN.GB18030, '', ''"
    })
    void namesOfFilesAreReadInUtf8UnlessAnotherEncodingWasChosenAndTheLanguageStays(
            String all, String lang, String language, String locale) throws Exception {
        var script = ". launcher/start.sh; names_in_utf8; echo \"${AMBO_LANG-};${LC_ALL-}\"";
        var outcome = Outcome.of(checkout.with(Map.of("LC_ALL", all, "LANG", lang))
                .command(checkout.root(), List.of("sh", "-c", script)));
        assertThat(outcome.lines()).containsExactly(language + ";" + locale);
    }

    @ParameterizedTest
    @CsvSource({
        "'', serve, -XX:+UseParallelGC",
        "'', last, -XX:+UseSerialGC",
        "-Xmx64m, serve, -XX:+UseParallelGC",
        "-Xmx64m -XX:+UseZGC, serve, ''",
        "-XX:+UseG1GC, last, ''"
    })
    void aCollectorFromTheEnvironmentIsTheOnlyOne(String options, String command, String collector) throws Exception {
        var script = ". launcher/heap.sh; . launcher/start.sh; collector \"$1\"";
        var outcome = Outcome.of(checkout.with(Map.of("AMBO_JAVA_OPTIONS", options))
                .command(checkout.root(), List.of("sh", "-c", script, "sh", command)));
        assertThat(String.join("", outcome.lines()).split(" ", 2)[0]).isEqualTo(collector);
    }

    @Test
    void optionsForTheJvmComeFromTheEnvironment() throws Exception {
        var outcome =
                checkout.with(Map.of("AMBO_JAVA_OPTIONS", "-Xmx64m -Dx=y")).ambo("last");

        assertThat(outcome.lines()).contains("-Xmx64m", "-Dx=y");
    }

    @Test
    void aServerAndACommandStartFromCachesThatAreMadeOnceForEachBuild() throws Exception {
        var command = cache(checkout.ambo("last"));
        var server = cache(checkout.ambo("serve"));

        assertThat(command).isRegularFile().isNotEqualTo(server);
        assertThat(server).isRegularFile();
        assertThat(checkout.practised()).isEqualTo(2);
        Files.writeString(checkout.path("pom.xml"), "<project>2</project>\n");
        assertThat(cache(checkout.ambo("last"))).isRegularFile().isNotEqualTo(command);
        assertThat(checkout.practised()).isEqualTo(4);
    }

    @Test
    void anotherJdkGetsCachesOfItsOwn() throws Exception {
        var first = cache(checkout.ambo("last"));
        var other = checkout.makeJdk("other", "26.0.1");

        assertThat(cache(checkout.with(Map.of("JAVA_HOME", other.toString())).ambo("last")))
                .isNotEqualTo(first);
    }

    /** They last longer than what the environment of the first start says. */
    @Test
    void cachesAreMadeForTheCollectorsThatAreUsual() throws Exception {
        var own = checkout.with(Map.of("AMBO_JAVA_OPTIONS", "-XX:+UseZGC")).ambo("last");

        assertThat(own.lines()).contains("-XX:+UseZGC").doesNotContain("-XX:+UseSerialGC");
        assertThat(Files.readAllLines(checkout.path("target/launch/practice.log")))
                .contains("-XX:+UseParallelGC", "-XX:+UseSerialGC")
                .doesNotContain("-XX:+UseZGC");
    }

    @Test
    void noCacheOfClassesIsMadeOrUsedWhenNobodyWantsOne() throws Exception {
        var unwanted = checkout.with(Map.of("AMBO_AOT", "off"));

        assertThat(unwanted.ambo("last").lines()).noneMatch(it -> it.startsWith("-XX:AOT"));
        assertThat(checkout.practised()).isZero();
    }

    @Test
    void aCacheThatCannotBeMadeKeepsNothingFromStarting() throws Exception {
        Files.writeString(checkout.path("jdk/bin/java"), """
                #!/bin/sh
                for argument in "$@"; do case $argument in -XX:AOTCacheOutput=*) echo run >>practised && exit 1 ;; esac; done
                for argument in "$@"; do printf '%s\\n' "$argument"; done
                """);
        checkout.ambo("last");
        var outcome = checkout.ambo("last");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).noneMatch(it -> it.startsWith("-XX:AOT"));
        assertThat(checkout.practised()).isEqualTo(2);
    }

    private static Path cache(LauncherCheckout.Outcome outcome) {
        var option = "-XX:AOTCache=";
        return outcome.lines().stream()
                .filter(it -> it.startsWith(option))
                .map(it -> Path.of(it.substring(option.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        checkout.ambo("last");
        var again = checkout.ambo("last");

        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(again.errors()).isEmpty();
    }

    @Test
    void anEditANewFileAndADeletedFileAreBuilt() throws Exception {
        checkout.ambo("last");
        Files.writeString(checkout.path("app/src/main/java/A.java"), "class A { }\n");
        checkout.ambo("last");
        assertThat(checkout.builds()).isEqualTo(2);
        Files.writeString(checkout.path("catalog/new.yaml"), "id: new\n");
        checkout.ambo("last");
        assertThat(checkout.builds()).isEqualTo(3);
        Files.delete(checkout.path("catalog/new.yaml"));
        Files.delete(checkout.path("engine/src/main/B.java"));
        checkout.ambo("last");
        assertThat(checkout.builds()).isEqualTo(4);
    }

    @Test
    void anOlderFileInPlaceOfANewerOneIsBuilt() throws Exception {
        checkout.ambo("last");
        var file = checkout.path("pom.xml");
        Files.writeString(file, "<project>older</project>\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        checkout.ambo("last");

        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void aTouchedFileWithTheSameContentIsNotBuilt() throws Exception {
        checkout.ambo("last");
        Files.setLastModifiedTime(
                checkout.path("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        checkout.ambo("last");

        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void aBuildThatFailsShowsItsEndAndIsTriedAgain() throws Exception {
        Files.createFile(checkout.path("fail"));
        var failed = checkout.ambo("last");
        Files.delete(checkout.path("fail"));
        var worked = checkout.ambo("last");

        assertThat(failed.status()).isEqualTo(BROKEN);
        assertThat(failed.errors()).contains("a line of Maven", "build.log");
        assertThat(failed.lines()).isEmpty();
        assertThat(worked.status()).isZero();
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Files.createFile(checkout.path("hold"));
        var first = checkout.start("last");
        checkout.awaitFile("builds");
        var second = checkout.start("last");
        checkout.awaitText(second, "waiting");
        Files.delete(checkout.path("hold"));

        assertThat(Outcome.of(first).status()).isZero();
        assertThat(Outcome.of(second).status()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void aLockOfAProcessThatIsGoneIsBroken() throws Exception {
        var gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Files.createDirectories(checkout.path("target/launch/lock"));
        Files.writeString(checkout.path("target/launch/lock/owner"), gone.pid() + "\n");

        assertThat(checkout.ambo("last").status()).isZero();
        assertThat(checkout.path("target/launch/lock")).doesNotExist();
    }

    @Test
    void aBuildThatIsStoppedLeavesNoMavenAndNoLock() throws Exception {
        Files.createFile(checkout.path("hold"));
        var process = checkout.start("last");
        checkout.awaitFile("builds");
        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(checkout.path("target/launch/lock")).doesNotExist();
        assertThat(checkout.mavenEnded()).isTrue();
    }

    @Test
    void aBuildStaysWhileSomebodyRunsIt() throws Exception {
        checkout.ambo("last");
        var used = checkout.stages().getFirst();
        var user = used.resolve("users")
                .resolve(String.valueOf(ProcessHandle.current().pid()));
        Files.createFile(user);
        Files.writeString(checkout.path("pom.xml"), "<project>2</project>\n");
        checkout.ambo("last");
        assertThat(used).exists();
        Files.delete(user);
        Files.writeString(checkout.path("pom.xml"), "<project>3</project>\n");
        checkout.ambo("last");

        assertThat(used).doesNotExist();
        assertThat(checkout.stages()).hasSize(1);
    }

    @Test
    void nothingButTargetIsWritten() throws Exception {
        var before = checkout.filesOutsideTarget();
        checkout.ambo("last");

        assertThat(checkout.filesOutsideTarget()).isEqualTo(before);
    }

    @Test
    void itStartsThroughALinkAndFromAnotherFolder() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), checkout.path("ambo"));
        var linkToLink = Files.createSymbolicLink(folder.resolve("second"), link.getFileName());

        var outcome = Outcome.of(checkout.command(folder, List.of(linkToLink.toString(), "last")));

        assertThat(outcome.afterMain()).containsExactly("last");
    }

    @Test
    void withoutAJdkItSaysWhatToInstallInBothLanguages() throws Exception {
        Files.writeString(checkout.path("jdk/release"), "JAVA_VERSION=\"21.0.4\"\n");

        var english = checkout.ambo("last");
        var chinese = checkout.ambo("last", "--lang", "zh");
        var byLocale = checkout.with(Map.of("LANG", "zh_CN.UTF-8")).ambo("last");

        assertThat(english.status()).isEqualTo(MISSING);
        assertThat(english.errors()).contains("JDK, version 25 or newer").contains("JAVA_HOME");
        assertThat(chinese.errors()).contains("需要 JDK 25");
        assertThat(byLocale.errors()).contains("需要 JDK 25");
    }

    @Test
    void anOldJavaHomeIsPassedOverForANewerJdk() throws Exception {
        var old = checkout.makeJdk("old", "17.0.9");

        var outcome = checkout.with(Map.of("JAVA_HOME", old.toString())).ambo("last");

        assertThat(outcome.lines().getFirst()).isEqualTo(checkout.path("jdk").toString());
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        Files.delete(checkout.path("bin/mvn"));
        var outcome = checkout.ambo("last");

        assertThat(outcome.status()).isEqualTo(MISSING);
        assertThat(outcome.errors()).contains("Maven 3.8");
        assertThat(checkout.path("target/launch/lock")).doesNotExist();
    }

    @Test
    void anOldMavenIsNamed() throws Exception {
        var outcome = checkout.with(Map.of("MAVEN_VERSION", "3.6.3")).ambo("last");

        assertThat(outcome.status()).isEqualTo(MISSING);
        assertThat(outcome.errors()).contains("3.6.3");
    }
}

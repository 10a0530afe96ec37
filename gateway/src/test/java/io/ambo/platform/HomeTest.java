package io.ambo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Language;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {

    @TempDir
    Path folder;

    @Test
    void aNewHomeIsReadByItsOwnerAlone() throws IOException {
        var home = Home.open(folder.resolve("new/home"));
        for (var part : new Path[] {
            home.root(),
            home.ledger(),
            home.snapshots(),
            home.weights(),
            home.engines(),
            home.run(),
            home.logs(),
            home.secrets()
        }) {
            assertThat(mode(part)).isEqualTo("rwx------");
        }
    }

    @Test
    void aHomeThatOthersCanReadIsRefusedWithTheCommandThatMendsIt() throws IOException {
        var open = Files.createDirectory(folder.resolve("open"));
        Files.createFile(open.resolve("something"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> Home.open(open))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.in(Language.EN)).contains("chmod 700 " + open, "rwxr-xr-x"));
        assertThat(mode(open)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void anEmptyFolderOfOnesOwnIsClosed() throws IOException {
        var open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(mode(Home.open(open).root())).isEqualTo("rwx------");
    }

    @Test
    void aFileInItsPlaceIsRefused() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Home.open(file)).isInstanceOf(Refusal.class).hasMessageContaining("file");
        assertThatThrownBy(() -> Home.open(file.resolve("below"))).isInstanceOf(Refusal.class);
    }

    @Test
    void thePlaceIsTheOptionThenTheVariableThenTheUsersFolder() {
        var variable = Map.of("AMBO_HOME", "/b");
        assertThat(Home.place(Optional.of(Path.of("/a")), variable)).isEqualTo(Path.of("/a"));
        assertThat(Home.place(Optional.empty(), variable)).isEqualTo(Path.of("/b"));
        assertThat(Home.place(Optional.empty(), Map.of("AMBO_HOME", " ", "HOME", "/c")))
                .isEqualTo(Path.of("/c/.ambo"));
        assertThat(Home.place(Optional.empty(), Map.of("HOME", "")))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".ambo"));
    }

    @Test
    void oneAtATimeHasTheLock() {
        var home = Home.open(folder.resolve("home"));
        try (var lock = home.lock()) {
            assertThat(lock).isNotNull();
            assertThat(home.tryLock()).isEmpty();
            assertThat(home.holder()).contains(ProcessHandle.current().pid());
            assertThatThrownBy(home::lock)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(home.holder()).isEmpty();
        try (var again = home.lock()) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void theLockKeepsOtherProcessesOut() throws Exception {
        var home = Home.open(folder.resolve("home"));
        try (var lock = home.lock()) {
            assertThat(lock).isNotNull();
            assertThat(home.tryLock()).isEmpty();
            assertThat(otherProcess(home))
                    .isEqualTo("held by " + ProcessHandle.current().pid());
        }
        assertThat(otherProcess(home)).isEqualTo("free");
    }

    /** A program that reports whether it could acquire the lock. */
    static final class Asking {

        private Asking() {}

        public static void main(String[] arguments) {
            var home = Home.open(Path.of(arguments[0]));
            var lock = home.tryLock();
            System.out.println(
                    lock.isPresent() ? "free" : "held by " + home.holder().orElse(0L));
            lock.ifPresent(HomeLock::close);
        }
    }

    @Test
    void aSecretIsMadeOnceHoweverManyAsk() throws Exception {
        var home = Home.open(folder.resolve("home"));
        var asking = new ArrayList<Callable<byte[]>>();
        for (var i = 0; i < 16; i++) {
            asking.add(() -> home.secret("token", 32));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asking)) {
                assertThat(answer.get()).hasSize(32).isEqualTo(home.secret("token", 32));
            }
        }
        assertThat(mode(home.secrets().resolve("token"))).isEqualTo("rw-------");
        assertThat(Arrays.equals(home.secret("token", 32), home.secret("other", 32)))
                .isFalse();
        assertThat(home.secrets().toFile().list()).containsExactlyInAnyOrder("token", "other");
    }

    @Test
    void aFileIsReplacedWhole() throws IOException {
        var home = Home.open(folder.resolve("home"));
        var file = home.run().resolve("file");
        home.writeAtomically(file, "one".getBytes(StandardCharsets.UTF_8));
        home.writeAtomically(file, "two".getBytes(StandardCharsets.UTF_8));
        assertThat(file).hasContent("two");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(home.run().toFile().list()).containsExactly("file");
    }

    @Test
    void aRunningServerIsFoundAndADeadOneIsNot() throws Exception {
        var home = Home.open(folder.resolve("home"));
        var file = home.serveFile();
        assertThat(file.read()).isEmpty();
        var address = URI.create("http://127.0.0.1:8484");
        file.write(new ServeFile.Server(address, ProcessHandle.current().pid(), new Secret("a \"token\"")));
        assertThat(file.read()).as("another process has its id now").isEmpty();
        try (var lock = home.lock()) {
            assertThat(lock).isNotNull();
            assertThat(file.read()).hasValueSatisfying(server -> {
                assertThat(server.address()).isEqualTo(address);
                assertThat(server.token().reveal()).isEqualTo("a \"token\"");
                assertThat(server.toString()).doesNotContain("a \"token\"");
            });
        }
        assertThat(file.read()).isEmpty();
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        file.write(new ServeFile.Server(address, dead.pid(), new Secret("t")));
        assertThat(file.read()).isEmpty();
        file.remove();
        file.remove();
        assertThat(file.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\ntwo", "one\r\ntwo", "one two", "one\u0000", "one\u007f", "schlüssel", "one\u200btwo"})
    void aSecretIsOneLineOfVisibleCharactersAndIsNotShown(String text) throws IOException {
        var home = Home.open(folder);
        home.writeAtomically(home.secrets().resolve("acme"), text.getBytes(StandardCharsets.UTF_8));
        var secrets = home.secretsOf(Map.of("KEY", text));
        assertThatThrownBy(() -> secrets.environment("KEY"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("KEY")
                .hasMessageContaining("character")
                .hasMessageNotContaining("one");
        assertThatThrownBy(() -> secrets.file("acme"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(home.secrets().resolve("acme").toString())
                .hasMessageNotContaining("two");
    }

    @Test
    void secretsComeFromTheEnvironmentAndFromFiles() throws IOException {
        var home = Home.open(folder.resolve("home"));
        var secrets = home.secretsOf(Map.of("KEY", " from-env ", "EMPTY", " "));
        assertThat(secrets.environment("KEY").reveal()).isEqualTo("from-env");
        assertThat(secrets.environment("KEY").toString()).doesNotContain("from-env");
        var acme = Files.writeString(home.secrets().resolve("acme"), "from-file\n");
        Files.setPosixFilePermissions(acme, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> secrets.file("acme"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.in(Language.EN))
                                .contains(acme.toString(), "rw-r--r--", "chmod 600"));
        Files.setPosixFilePermissions(acme, PosixFilePermissions.fromString("rw-------"));
        assertThat(secrets.file("acme").reveal()).isEqualTo("from-file");
        assertThat(secrets.file(home.secrets().resolve("acme").toString()).reveal())
                .isEqualTo("from-file");
        assertThatThrownBy(() -> secrets.environment("EMPTY")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> secrets.environment("NONE"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("NONE");
        assertThatThrownBy(() -> secrets.file("none"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("none");
    }

    private static String otherProcess(Home home) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asking.class.getName(),
                        home.root().toString())
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader()) {
            return output.lines().toList().getLast();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

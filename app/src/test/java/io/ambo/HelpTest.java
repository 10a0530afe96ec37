package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the command line says of itself, and to what it does not understand. */
class HelpTest {

    private static final List<String> COMMANDS = List.of(
            "",
            "demo",
            "serve",
            "ask",
            "last",
            "mask",
            "models",
            "models list",
            "models show",
            "models pull",
            "models add",
            "models remove",
            "models test",
            "keys",
            "keys create",
            "keys list",
            "keys limit",
            "keys revoke",
            "ledger",
            "ledger list",
            "ledger show",
            "ledger sum",
            "ledger export",
            "privacy",
            "privacy report",
            "policy",
            "policy try",
            "doctor",
            "status",
            "reload",
            "completion",
            "man");

    @TempDir
    Path home;

    static Stream<String> everyCommand() {
        return COMMANDS.stream();
    }

    private Called help(String command, String language) {
        var words = Stream.concat(
                Stream.of(command.split(" ")).filter(word -> !word.isEmpty()), Stream.of("--help", "--lang", language));
        return Called.in(home).ambo(words.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void helpBeginsWithExamplesInBothLanguagesAndLacksNoWord(String command) {
        var english = help(command, "en");
        assertThat(english.status()).isZero();
        assertThat(english.out()).contains("\nExamples\n  ambo").doesNotContain("?cli");
        assertThat(english.out().indexOf("Examples")).isLessThan(english.out().indexOf("Usage"));
        var chinese = help(command, "zh");
        assertThat(chinese.status()).isZero();
        assertThat(chinese.out()).contains("\n示例\n  ambo").doesNotContain("?cli");
        assertThat(chinese.err() + english.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void noLineOfHelpIsWiderThanAHundredColumns(String command) {
        assertThat(help(command, "en").out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(help(command, "zh").out().lines())
                .allMatch(line -> line.codePoints()
                                .map(character -> character > 0x2E80 ? 2 : 1)
                                .sum()
                        <= 100);
    }

    @Test
    void rootNamesEveryCommandAndEveryExitStatus() {
        assertThat(Called.in(home).ambo().out())
                .contains(
                        "demo", "serve", "ask", "last", "mask", "models", "keys", "ledger", "status", "reload", "130");
    }

    @Test
    void languageIsTheOptionsThenAmbosVariableThenTheLocale() {
        assertThat(Called.in(home).with("LANG", "zh_CN.UTF-8").ambo().out()).contains("示例");
        assertThat(Called.in(home)
                        .with("LANG", "zh_CN.UTF-8")
                        .with("LC_ALL", "C")
                        .ambo()
                        .out())
                .contains("Examples");
        assertThat(Called.in(home)
                        .with("LC_ALL", "C")
                        .with("AMBO_LANG", "zh")
                        .ambo()
                        .out())
                .contains("示例");
        assertThat(Called.in(home).with("AMBO_LANG", "zh").ambo("--lang=en").out())
                .contains("Examples");
    }

    @Test
    void languageThatAmboDoesNotSpeakIsRefused() {
        var called = Called.in(home).ambo("models", "--lang", "fr");
        assertThat(called.status()).isEqualTo(2);
        assertThat(called.err()).contains("en and zh", "\"fr\"");
    }

    @Test
    void mistypedCommandGetsItsNeighbour() {
        var called = Called.in(home).ambo("msk");
        assertThat(called.status()).isEqualTo(2);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).isEqualTo("There is no command \"msk\". Did you mean mask?\nSee: ambo --help\n");
        assertThat(Called.in(home).ambo("keys", "creat", "--lang", "zh").err())
                .isEqualTo("没有命令“creat”。你是不是要写 create？\n参见：ambo keys --help\n");
    }

    @Test
    void mistypedOptionGetsItsNeighbour() {
        var called = Called.in(home).ambo("ask", "--dry-rum", "hello");
        assertThat(called.status()).isEqualTo(2);
        assertThat(called.err())
                .isEqualTo("There is no option --dry-rum. Did you mean --dry-run?\nSee: ambo ask --help\n");
        assertThat(Called.in(home).ambo("ledger", "list", "--limt=3").err()).contains("Did you mean --limit?");
    }

    @Test
    void wrongAndMissingAndDoubledWordsAreNamed() {
        assertThat(Called.in(home).ambo("ledger", "list", "--limit", "many").err())
                .startsWith("\"many\" is not a value for --limit.");
        assertThat(Called.in(home).ambo("keys", "create").err()).startsWith("Missing: NAME");
        assertThat(Called.in(home).ambo("keys", "revoke", "a", "b").err()).startsWith("\"b\" is one word too many.");
        assertThat(Called.in(home).ambo("serve", "--port", "1", "--port", "2").err())
                .startsWith("--port is there twice.");
        var outside = Called.in(home).ambo("serve", "--port", "80000");
        assertThat(outside.err()).startsWith("--port takes a number from 0 to 65535, not 80000");
        assertThat(outside.status()).isEqualTo(2);
        assertThat(Called.in(home).ambo("keys").status()).isEqualTo(2);
    }

    @Test
    void whoHasNoServerIsToldHowToStartOne() {
        var called = Called.in(home).ambo("ask", "hello");
        assertThat(called.status()).isEqualTo(4);
        assertThat(called.err()).contains("ambo serve", "AMBO_URL", home.toString());
        assertThat(Called.in(home)
                        .ambo("ask", "hello", "--url", "http://127.0.0.1:9")
                        .status())
                .isEqualTo(4);
        assertThat(Called.in(home).ambo("ask", "hello", "--url", "127.0.0.1:9").status())
                .isEqualTo(2);
    }

    @Test
    void nothingWaitsForAPersonToType() {
        var called = Called.in(home).withAPerson().ambo("mask");
        assertThat(called.status()).isEqualTo(2);
        assertThat(called.err()).contains("ambo mask");
    }

    @Test
    void versionIsOneLine() {
        assertThat(Called.in(home).ambo("--version").out()).matches("Ambo \\S+\n");
    }
}

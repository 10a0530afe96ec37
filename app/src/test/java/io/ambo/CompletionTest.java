package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shells complete and what the manual says are written from the commands. */
class CompletionTest {

    private static final Path PAGE = Path.of("docs/ambo.1");

    @TempDir
    Path home;

    private String written(String... arguments) {
        var called = Called.in(home).ambo(arguments);
        assertThat(called.status()).as(called.err()).isZero();
        return called.out();
    }

    /** What bash offers behind these words. */
    private String offered(String... words) throws IOException, InterruptedException {
        var script = home.resolve("ambo.bash");
        Files.writeString(script, written("completion", "bash"));
        var typed = String.join(" ", words);
        var ask = ". '" + script + "'; COMP_WORDS=(" + typed + " ''); COMP_CWORD=" + words.length
                + "; _ambo; echo \"${COMPREPLY[@]}\"";
        var process =
                new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void bashOffersCommandsThenTheirOwnCommandsAndOptions() throws IOException, InterruptedException {
        assertThat(offered("ambo")).contains("doctor", "ledger", "--lang").doesNotContain("revoke");
        assertThat(offered("ambo", "keys")).contains("create", "revoke").doesNotContain("doctor");
        assertThat(offered("ambo", "--lang", "zh", "keys", "create")).contains("--models", "--expires");
    }

    @Test
    void everyShellKnowsEveryCommand() {
        for (var shell : java.util.List.of("bash", "zsh", "fish")) {
            assertThat(written("completion", shell))
                    .contains("doctor", "keys create", "ledger export")
                    .doesNotContain("?cli");
        }
        assertThat(written("completion", "fish", "--lang", "zh")).contains("-a doctor -d '检查");
        assertThat(Called.in(home).ambo("completion", "tcsh").status()).isEqualTo(2);
    }

    @Test
    void manualPageIsTheOneThatTheCommandsWrite() throws IOException {
        var page = written("man", "--lang", "en");
        if (System.getProperty("update") != null) {
            Files.writeString(Checkout.root().resolve(PAGE), page);
        }
        assertThat(Checkout.read(PAGE)).isEqualTo(page);
        assertThat(page).contains(".SS \"ambo keys create NAME\"").doesNotContain("?cli");
    }
}

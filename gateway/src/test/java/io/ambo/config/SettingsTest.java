package io.ambo.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Language;
import io.ambo.core.Messages;
import io.ambo.platform.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path home;

    private Settings read(String text) throws IOException {
        Files.writeString(home.resolve("ambo.yaml"), text);
        return Settings.read(home);
    }

    @Test
    void withoutAFileEverythingHasItsFallback() throws IOException {
        assertThat(Settings.read(home)).isEqualTo(Settings.fallback()).isEqualTo(read(""));
        assertThat(Settings.fallback().listen()).isEqualTo("127.0.0.1");
        assertThat(Settings.fallback().port()).isEqualTo(8484);
        assertThat(Settings.fallback().limits().body()).isEqualTo(32L << 20);
        assertThat(Settings.fallback().engine().enabled()).isTrue();
    }

    @Test
    void bodiesGetHalfOfASmallHeapWhereNobodySaysHowMuchAndWhatIsWrittenHolds() throws IOException {
        assertThat(SettingsReading.usualMemory(300L << 20)).isEqualTo(150L << 20);
        assertThat(SettingsReading.usualMemory(4L << 30)).isEqualTo(256L << 20);
        var usual = SettingsReading.usualMemory(Runtime.getRuntime().maxMemory());
        assertThat(read("").limits().memory()).isEqualTo(usual);
        assertThat(read("limits: {memory: 60 GiB}").limits().memory()).isEqualTo(60L << 30);
    }

    @Test
    void whatIsWrittenHolds() throws IOException {
        var settings = read("""
                port: 0
                language: zh
                network: io-uring
                log-level: debug
                limits: {body: 1 MiB, head-timeout: 1500ms}
                ledger: {storage: "jdbc:postgresql://db.internal/ambo", user: ambo, password: "${env:DB_PASSWORD}"}
                engine: {enabled: false, llama-server: /opt/llama-server}
                """);
        assertThat(settings.port()).isZero();
        assertThat(settings.language()).contains(Language.ZH);
        assertThat(settings.network()).contains(Network.IO_URING);
        assertThat(settings.logLevel()).isEqualTo(Settings.LogLevel.DEBUG);
        assertThat(settings.limits().body()).isEqualTo(1L << 20);
        assertThat(settings.limits().headTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.limits().nesting())
                .isEqualTo(Settings.fallback().limits().nesting());
        assertThat(settings.ledger().password()).contains("env:DB_PASSWORD");
        assertThat(settings.engine().enabled()).isFalse();
        assertThat(settings.engine().llamaServer()).contains("/opt/llama-server");
    }

    @Test
    void everyKeyIsDescribedInBothLanguagesAndItsFallbackReadsAsItself() throws IOException {
        var text = new StringBuilder();
        var section = "";
        for (var asked : Settings.reference()) {
            for (var language : Language.values()) {
                assertThat(Messages.keys(language)).contains("config.setting." + asked.path());
            }
            var dot = asked.path().indexOf('.');
            if (dot > 0 && !asked.path().startsWith(section + ".")) {
                section = asked.path().substring(0, dot);
                text.append(section).append(":\n");
            }
            if (!asked.fallback().isEmpty()) {
                text.append(dot > 0 ? "  " : "")
                        .append(asked.path().substring(dot + 1))
                        .append(": ")
                        .append(asked.fallback())
                        .append('\n');
            }
        }
        assertThat(read(text.toString())).isEqualTo(Settings.fallback());
        assertThat(Settings.reference()).hasSizeGreaterThan(20);
    }
}

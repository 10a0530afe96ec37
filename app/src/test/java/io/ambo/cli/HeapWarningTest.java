package io.ambo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Language;
import org.junit.jupiter.api.Test;

class HeapWarningTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void moreThanHalfOfTheHeapIsWarnedOfWithBothFiguresAndWhatToSet() {
        var warning = HeapWarning.of(600 * MEBIBYTE, 1024 * MEBIBYTE).orElseThrow();
        assertThat(warning.in(Language.EN)).contains("600 MiB", "1024 MiB", "memory: 512 MiB", "-Xmx1200m");
        assertThat(warning.in(Language.ZH)).contains("600 MiB", "1024 MiB", "512 MiB", "-Xmx1200m");
    }

    @Test
    void halfOfTheHeapIsBorne() {
        assertThat(HeapWarning.of(512 * MEBIBYTE, 1024 * MEBIBYTE)).isEmpty();
    }
}

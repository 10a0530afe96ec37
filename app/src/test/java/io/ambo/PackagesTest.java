package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each package says what it is for, and holds nulls to be bugs. */
final class PackagesTest {

    private static final Pattern SENTENCE = Pattern.compile("^/(\\*\\*|//)\\s*(\\* )?[A-Z][^.]{20,}[.:]");

    private static final List<Path> FOLDERS = Checkout.mainSources().stream()
            .map(file -> Objects.requireNonNull(file.getParent()))
            .distinct()
            .toList();

    @Test
    void everyPackageHasAPageOfItsOwn() {
        var sources = Checkout.mainSources();

        assertThat(FOLDERS)
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(sources).contains(page(folder)));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(FOLDERS)
                .allSatisfy(folder -> assertThat(Checkout.read(page(folder))).contains("@NullMarked\npackage "));
    }

    @Test
    void everyPackageSaysInASentenceWhatItIsFor() {
        assertThat(FOLDERS)
                .allSatisfy(folder -> assertThat(Checkout.read(page(folder))).containsPattern(SENTENCE));
    }

    @Test
    void everyPackageOfTheProductNamesTheClassToReadFirst() {
        assertThat(FOLDERS)
                .filteredOn(folder -> Checkout.slashed(folder).matches("(kernel|gateway|app)/src/main/java/io/ambo/.*"))
                .allSatisfy(folder ->
                        assertThat(Checkout.read(page(folder))).containsPattern("Read \\{@(link|code) [^}]+} first"));
    }

    private static Path page(Path folder) {
        return folder.resolve("package-info.java");
    }
}

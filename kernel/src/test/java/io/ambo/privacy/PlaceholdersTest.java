package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    private static final Deidentifier DEIDENTIFIER = Deidentifier.of(new byte[32]);

    /** Enough spellings that in every sixteenth conversation two share the characters that distinguish spellings. */
    private static final List<String> WRITINGS = writings();

    private static List<String> writings() {
        var writings = new ArrayList<>(List.of("13812345678"));
        for (var at = 0; at < 11; at++) {
            writings.add(new StringBuilder("13812345678").insert(at, ' ').toString());
        }
        return writings;
    }

    @Test
    void everyWritingOfAValueHasAPlaceholderOfItsOwnThatBeginsNoOther() {
        for (var i = 0; i < 3_000; i++) {
            var placeholders = new Placeholders(DEIDENTIFIER.scope("caller", "conversation " + i));
            var handed = new HashSet<String>();
            for (var writing : WRITINGS) {
                handed.add(placeholders.of("PHONE", "13812345678", writing));
            }
            assertThat(handed).hasSameSizeAs(WRITINGS);
            assertThat(handed)
                    .noneMatch(one -> handed.stream().anyMatch(other -> !other.equals(one) && other.startsWith(one)));
        }
    }
}

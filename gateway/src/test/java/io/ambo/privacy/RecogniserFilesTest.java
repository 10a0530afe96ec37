package io.ambo.privacy;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ambo.catalog.Recogniser;
import io.ambo.core.DataClass;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each recogniser's examples and counter-examples, with that recogniser alone. */
class RecogniserFilesTest {

    private static final Deidentifier DEIDENTIFIER = Deidentifier.of(new byte[32]);

    @TestFactory
    Stream<DynamicTest> everyFileFindsItsExamplesAndNothingInItsCounterExamples() {
        return RecogniserFiles.all().stream().map(recogniser -> dynamicTest(recogniser.id(), () -> check(recogniser)));
    }

    /** What tells whose a value is, with all recognisers: the values that count because of it. */
    private static void checkOwner(Recogniser recogniser, SoftAssertions all) {
        var masking = Masking.of(Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy()), DEIDENTIFIER);
        for (var example : recogniser.examples()) {
            all.assertThat(sensitive(masking, example.text()))
                    .as(example.text())
                    .containsExactlyElementsOf(example.found());
        }
        for (var text : recogniser.counterExamples()) {
            all.assertThat(sensitive(masking, text)).as(text).isEmpty();
        }
        all.assertAll();
    }

    private static List<String> sensitive(Masking masking, String text) {
        return masking.mask(text).rows().stream()
                .filter(row -> row.dataClass() == DataClass.L4)
                .map(Masking.Row::value)
                .toList();
    }

    private static void check(Recogniser recogniser) {
        var all = new SoftAssertions();
        all.assertThat(recogniser.examples()).hasSizeGreaterThanOrEqualTo(5);
        all.assertThat(recogniser.counterExamples()).hasSizeGreaterThanOrEqualTo(5);
        if (recogniser.owner().isAboutOthers()) {
            checkOwner(recogniser, all);
            return;
        }
        var masking = Masking.of(Scanner.of(List.of(recogniser), RecogniserFiles.policy()), DEIDENTIFIER);
        for (var example : recogniser.examples()) {
            var masked = masking.mask(example.text());
            all.assertThat(masked.rows().stream().map(Masking.Row::value))
                    .as(example.text())
                    .containsExactlyElementsOf(example.found());
            all.assertThat(masked.restore(masked.text())).isEqualTo(example.text());
        }
        for (var text : recogniser.counterExamples()) {
            all.assertThat(masking.mask(text).rows().stream().map(Masking.Row::value))
                    .as(text)
                    .isEmpty();
        }
        all.assertAll();
    }
}

package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How large things may grow and what they may be called; {@code shape-exceptions.txt} names each exception's reason. */
final class ShapeTest {

    private static final int LONGEST_METHOD = 40;
    private static final int LONGEST_FILE = 400;

    private static final Set<String> EMPTY_WORDS =
            Set.of("Manager", "Helper", "Util", "Utils", "Impl", "Base", "Data", "Info", "Processor");

    private static final Pattern WORD = Pattern.compile("[A-Z]+(?=[A-Z][a-z]|$)|[A-Z][a-z0-9]*");

    private static final String EXCEPTIONS = "/shape-exceptions.txt";

    private final SourceTrees sources = SourceTrees.of(Checkout.mainSources());

    @Test
    void nothingIsTooLongOrEmptilyNamedWithoutAReason() throws IOException {
        var oddities = oddities();

        assertThat(oddities.keySet())
                .as("shorten or rename these, or give their reason in shape-exceptions.txt: %s", oddities)
                .isSubsetOf(exceptions().keySet());
    }

    @Test
    void noExceptionIsLeftThatNothingNeeds() throws IOException {
        assertThat(oddities().keySet())
                .as("take what is missing here out of shape-exceptions.txt")
                .containsAll(exceptions().keySet());
    }

    @Test
    void everyExceptionHasAReason() throws IOException {
        assertThat(exceptions().values())
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    }

    @Test
    void wordsOfANameAreWholeWords() {
        assertThat(words("DataClass")).containsExactly("Data", "Class");
        assertThat(words("DatabasePlace")).containsExactly("Database", "Place");
        assertThat(words("SSEUtil")).containsExactly("SSE", "Util");
    }

    /** What would need an exception, by the name it would have in the list, with what is odd about it. */
    private Map<String, String> oddities() {
        var oddities = new TreeMap<String, String>();
        for (var unit : sources.units()) {
            var file = Checkout.slashed(unit.file());
            var length = Checkout.read(unit.file()).lines().count();
            if (length > LONGEST_FILE) {
                oddities.put("file " + file, length + " lines");
            }
            new Visitor(unit, oddities).scan(unit.tree(), null);
        }
        return oddities;
    }

    private static Map<String, String> exceptions() throws IOException {
        try (var stream = Objects.requireNonNull(ShapeTest.class.getResourceAsStream(EXCEPTIONS))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 2))
                    .collect(Collectors.toMap(it -> it[0].strip(), it -> it.length > 1 ? it[1].strip() : ""));
        }
    }

    private static List<String> words(String name) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(name);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private final class Visitor extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final SourceTrees.Unit unit;
        private final Map<String, String> oddities;
        private final String file;

        Visitor(SourceTrees.Unit unit, Map<String, String> oddities) {
            this.unit = unit;
            this.oddities = oddities;
            this.file = Checkout.slashed(unit.file());
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            var lines = method.getBody() == null ? 0 : sources.lines(unit, method);
            if (lines > LONGEST_METHOD) {
                oddities.put("method " + file + "#" + method.getName(), lines + " lines");
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            words(type.getSimpleName().toString()).stream()
                    .filter(EMPTY_WORDS::contains)
                    .forEach(word -> oddities.put("name " + type.getSimpleName(), "says " + word));
            return super.visitClass(type, null);
        }
    }
}

package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreeScanner;
import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Messages;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every sentence for people is there in both languages, is used, and gets what its gaps need. */
final class MessagesTest {

    private static final Path FOLDER = Path.of("kernel/src/main/resources/messages");

    private static final Pattern GAP = Pattern.compile("\\{(\\d)}");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z]{2,} [A-Za-z]{2,}");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern MIXED_MARKS = Pattern.compile("\\p{IsHan}[,;:!?](?! )|[,;!?]\\p{IsHan}");
    private static final Pattern CHINESE_MARKS = Pattern.compile("[\\p{IsHan}，。：；！？、（）「」“”]");

    /** Literals that look like keys and are something else. */
    private static final Pattern NO_KEY =
            Pattern.compile(".*\\.(yaml|json|properties|journal|db|sql|jar|log)$|config\\.version");

    /** Keys whose ends are computed outside of the main sources: the reference pages are made from them by a test. */
    private static final Set<String> STEMS_OF_PAGES =
            Set.of("config.setting.", "config.provider.", "config.policy.", "reason.");

    private static final Set<String> KEYS = Messages.keys(Language.EN);

    private static final Set<String> FAMILIES =
            KEYS.stream().map(key -> key.substring(0, key.indexOf('.') + 1)).collect(Collectors.toSet());

    private final Uses uses = new Uses();

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(Messages.keys(Language.ZH)).containsExactlyInAnyOrderElementsOf(KEYS);
    }

    @Test
    void noKeyIsThereTwice() throws IOException {
        for (var language : Language.values()) {
            assertThat(writtenKeys(language)).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyKeyThatIsUsedIsThere() {
        assertThat(uses.keys).isNotEmpty().isSubsetOf(KEYS);
    }

    @Test
    void everyStemThatIsUsedHasKeys() {
        assertThat(uses.stems).allSatisfy(stem -> assertThat(KEYS).anyMatch(key -> key.startsWith(stem)));
    }

    @Test
    void everyKeyIsUsed() {
        assertThat(KEYS.stream().filter(key -> !isUsed(key))).isEmpty();
    }

    @Test
    void bothLanguagesHaveTheSameGaps() {
        assertThat(KEYS.stream().filter(key -> !gaps(text(key, Language.ZH)).equals(gaps(text(key, Language.EN)))))
                .isEmpty();
    }

    @Test
    void everyGapIsFilledWhereAMessageIsMade() {
        assertThat(uses.unfilled).isEmpty();
    }

    @Test
    void chineseIsChinese() {
        assertThat(offenders(
                        Language.ZH,
                        text -> isSentence(text) && !CHINESE.matcher(text).find()))
                .isEmpty();
        assertThat(offenders(
                        Language.ZH,
                        text -> text.endsWith(".") || MIXED_MARKS.matcher(text).find()))
                .isEmpty();
    }

    @Test
    void englishIsEnglish() {
        assertThat(offenders(Language.EN, text -> CHINESE_MARKS.matcher(text).find()))
                .isEmpty();
    }

    @Test
    void quotesComeInPairs() {
        assertThat(offenders(Language.EN, text -> count(text, '"') % 2 != 0)).isEmpty();
        assertThat(offenders(Language.ZH, text -> count(text, '"') % 2 != 0 || count(text, '“') != count(text, '”')))
                .isEmpty();
    }

    private static List<String> offenders(Language language, Predicate<String> offends) {
        return KEYS.stream()
                .filter(key -> offends.test(text(key, language)))
                .map(key -> key + "=" + text(key, language))
                .sorted()
                .toList();
    }

    /** More than gaps, codes, signs and commands to copy. */
    private static boolean isSentence(String text) {
        return text.lines()
                .filter(line -> !line.strip().startsWith("ambo "))
                .anyMatch(line -> WORDS.matcher(line).find());
    }

    private boolean isUsed(String key) {
        return uses.keys.contains(key)
                || uses.stems.stream().anyMatch(key::startsWith)
                || STEMS_OF_PAGES.stream().anyMatch(key::startsWith)
                || uses.endings.stream()
                        .anyMatch(end -> key.endsWith(end) && isUsed(key.substring(0, key.length() - end.length())));
    }

    private static List<String> writtenKeys(Language language) throws IOException {
        var keys = new ArrayList<String>();
        new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                keys.add(String.valueOf(key));
                return key;
            }
        }.load(new StringReader(Checkout.read(FOLDER.resolve(language.tag() + ".properties"))));
        return keys;
    }

    /** The words with their gaps left open. */
    private static String text(String key, Language language) {
        return Messages.text(Message.of(key), language);
    }

    private static Set<String> gaps(String text) {
        var gaps = new TreeSet<String>();
        var matcher = GAP.matcher(text);
        while (matcher.find()) {
            gaps.add(matcher.group());
        }
        return gaps;
    }

    private static int count(String text, char wanted) {
        return (int) text.chars().filter(it -> it == wanted).count();
    }

    /** What the main sources say about keys: whole ones, stems that a code completes, endings put after a key. */
    private static final class Uses extends TreeScanner<@Nullable Void, @Nullable Void> {

        private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");
        private static final Pattern STEM = Pattern.compile("[a-z][a-z0-9-]*\\.([a-z0-9.-]*[.-])?");
        private static final Pattern ENDING = Pattern.compile("[.-][a-z][a-z-]*");
        private static final Set<String> MAKERS = Set.of("Message.of", "hint");

        final Set<String> keys = new HashSet<>();
        final Set<String> stems = new HashSet<>();
        final Set<String> endings = new HashSet<>();
        final List<String> unfilled = new ArrayList<>();

        Uses() {
            SourceTrees.of(Checkout.mainSources()).units().forEach(unit -> scan(unit.tree(), null));
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
            if (literal.getValue() instanceof String text
                    && !NO_KEY.matcher(text).matches()) {
                note(text);
            }
            return null;
        }

        private void note(String text) {
            if (ENDING.matcher(text).matches()) {
                endings.add(text);
            } else if (FAMILIES.stream().anyMatch(text::startsWith)) {
                if (STEM.matcher(text).matches()) {
                    stems.add(text);
                } else if (KEY.matcher(text).matches()) {
                    keys.add(text);
                }
            }
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            var arguments = call.getArguments();
            var name = call.getMethodSelect().toString();
            if (MAKERS.stream().anyMatch(maker -> name.equals(maker) || name.endsWith("." + maker))) {
                checkGaps(arguments, 0);
            } else if (name.endsWith("Refusal.of")) {
                checkGaps(arguments, 1);
            }
            return super.visitMethodInvocation(call, null);
        }

        private void checkGaps(List<? extends ExpressionTree> arguments, int at) {
            if (arguments.size() > at
                    && arguments.get(at) instanceof LiteralTree literal
                    && literal.getValue() instanceof String key
                    && KEYS.contains(key)
                    && gaps(text(key, Language.EN)).size() != arguments.size() - at - 1) {
                unfilled.add(arguments.toString());
            }
        }
    }
}

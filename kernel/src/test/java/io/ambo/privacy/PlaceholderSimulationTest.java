package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Policy.RestoreInAddresses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What models do to placeholders, and what comes back: each change, whole and cut at every place. */
class PlaceholderSimulationTest {

    private static final List<String> WORDS = List.of("PHONE", "EMAIL", "PERSON", "CARD", "ID", "TOKEN");
    private static final int PLACEHOLDERS = 60;

    /** The value of each placeholder; no value is a part of another. */
    private static final Map<String, String> LIVE = live(new Random(20_261_201L));

    private static final List<String> FRAMES =
            List.of("%s", "Call %s today.", "请联系%s的家人。", "x = \"%s\";", "| %s | 3 |", "%s%s");

    /** A truncated placeholder before the letter that it lacks is whole again, so it only ends an answer here. */
    private static final List<String> AT_THE_END = List.of("%s", "Call %s", "请联系%s");

    /** A change, and whether the value comes back after it. */
    private enum Change {
        NONE(true),
        LOWER_CASE(true),
        CAPITALISED(true),
        BRACKETS(true),
        ANGLE_BRACKETS(true),
        BRACES(true),
        POSSESSIVE(true),
        PLURAL(true),
        CHINESE_PARTICLES(true),
        QUOTES(true),
        BOLD(true),
        CODE_SPAN(true),
        MARKDOWN_ESCAPE(true),
        MARKDOWN_ESCAPE_TWICE(true),
        FULL_WIDTH(true),
        REPEATED(true),
        IDENTIFIER_PREFIX(true),
        WORD_GLUED_BEFORE(true),
        PERCENT_ENCODED(false),
        HTML_ENTITY(false),
        SPACE_AFTER_WORD(false),
        SPACE_IN_CODE(false),
        HYPHEN(false),
        CAMEL_CASE(false),
        TRANSLATED_WORD(false),
        WITHOUT_WORD(false),
        OTHER_WORD(false),
        TRUNCATED(false),
        ONE_LETTER_WRONG(false),
        TWO_LETTERS_SWAPPED(false),
        INVENTED(false),
        NUMBERED(false);

        private final boolean restored;

        Change(boolean restored) {
            this.restored = restored;
        }

        String of(String placeholder, Random random) {
            var word = placeholder.substring(0, placeholder.indexOf('_'));
            var code = placeholder.substring(word.length() + 1);
            return switch (this) {
                case NONE -> placeholder;
                case LOWER_CASE -> placeholder.toLowerCase(Locale.ROOT);
                case CAPITALISED -> word.charAt(0) + placeholder.substring(1).toLowerCase(Locale.ROOT);
                case BRACKETS -> "[" + placeholder + "]";
                case ANGLE_BRACKETS -> "<" + placeholder + ">";
                case BRACES -> "{{" + placeholder + "}}";
                case POSSESSIVE -> placeholder + "'s";
                case PLURAL -> placeholder + "s";
                case CHINESE_PARTICLES -> "把" + placeholder + "的";
                case QUOTES -> "“" + placeholder + "”";
                case BOLD -> "**" + placeholder + "**";
                case CODE_SPAN -> "`" + placeholder + "`";
                case MARKDOWN_ESCAPE -> word + "\\_" + code;
                case MARKDOWN_ESCAPE_TWICE -> word + "\\\\\\_" + code;
                case FULL_WIDTH -> wide(placeholder);
                case REPEATED -> placeholder + " " + placeholder;
                case IDENTIFIER_PREFIX -> "my_" + placeholder;
                case WORD_GLUED_BEFORE -> "tel" + placeholder;
                case PERCENT_ENCODED -> word + "%5F" + code;
                case HTML_ENTITY -> word + "&#95;" + code;
                case SPACE_AFTER_WORD -> word + " " + code;
                case SPACE_IN_CODE -> word + "_" + code.substring(0, 4) + " " + code.substring(4);
                case HYPHEN -> word + "-" + code;
                case CAMEL_CASE ->
                    word.toLowerCase(Locale.ROOT)
                            + code.charAt(0)
                            + code.substring(1).toLowerCase(Locale.ROOT);
                case TRANSLATED_WORD -> "电话_" + code;
                case WITHOUT_WORD -> code;
                case OTHER_WORD -> (word.equals("CARD") ? "PHONE" : "CARD") + "_" + code;
                case TRUNCATED -> placeholder.substring(0, 1 + random.nextInt(placeholder.length() - 1));
                case ONE_LETTER_WRONG -> oneWrong(word, code, random);
                case TWO_LETTERS_SWAPPED -> swapped(word, code);
                case INVENTED -> placeholder(word, random);
                case NUMBERED -> word + "_" + random.nextInt(10);
            };
        }
    }

    private static Map<String, String> live(Random random) {
        var live = new LinkedHashMap<String, String>();
        for (var i = 0; live.size() < PLACEHOLDERS; i++) {
            live.put(placeholder(WORDS.get(i % WORDS.size()), random), "⟦value " + (100 + i) + "⟧");
        }
        return live;
    }

    private static String placeholder(String word, Random random) {
        var code = new StringBuilder();
        code.append(Placeholder.LETTERS.charAt(random.nextInt(Placeholder.LETTERS.length())));
        for (var i = 1; i < 7; i++) {
            code.append(Placeholder.ALPHABET.charAt(random.nextInt(Placeholder.ALPHABET.length())));
        }
        return word + "_" + code + Placeholder.check(word, code, 0, code.length());
    }

    private static String wide(String text) {
        var wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        return wide.toString();
    }

    private static String oneWrong(String word, String code, Random random) {
        var at = random.nextInt(code.length());
        var other = code.charAt(at) == 'B' ? 'C' : 'B';
        return word + "_" + code.substring(0, at) + other + code.substring(at + 1);
    }

    /** The first two letters that differ, the other way round. */
    private static String swapped(String word, String code) {
        var at = 0;
        while (code.charAt(at) == code.charAt(at + 1)) {
            at++;
        }
        return word + "_" + code.substring(0, at) + code.charAt(at + 1) + code.charAt(at) + code.substring(at + 2);
    }

    private static String restored(String answer, int cut) {
        var deidentified = Deidentified.of(new byte[0], LIVE, Map.of(), Map.of(), KnownHosts.NONE);
        var channel = Restorer.of(deidentified, RestoreInAddresses.KNOWN_HOSTS).channel(false);
        return channel.feed(answer.substring(0, cut)) + channel.feed(answer.substring(cut)) + channel.flush();
    }

    /** What the reader should see: the value where it comes back, otherwise what the model wrote. */
    private static String expected(Change change, String placeholder, String changed) {
        if (!change.restored) {
            return changed;
        }
        var value = LIVE.getOrDefault(placeholder, "");
        return switch (change) {
            case LOWER_CASE, CAPITALISED, MARKDOWN_ESCAPE, MARKDOWN_ESCAPE_TWICE, FULL_WIDTH -> value;
            default -> changed.replace(placeholder, value);
        };
    }

    @ParameterizedTest
    @EnumSource
    void aChangeEitherBringsBackTheValueOrNothingWhereverItIsCut(Change change) {
        var random = new Random(change.name().hashCode());
        var cases = 0;
        var wrong = new ArrayList<String>();
        for (var placeholder : LIVE.keySet()) {
            var changed = change.of(placeholder, random);
            for (var frame : change == Change.TRUNCATED ? AT_THE_END : FRAMES) {
                var answer = frame.replace("%s", changed);
                var expected = frame.replace("%s", expected(change, placeholder, changed));
                for (var cut = 0; cut <= answer.length(); cut++) {
                    cases++;
                    if (!restored(answer, cut).equals(expected)) {
                        wrong.add(answer + " cut at " + cut + ": " + restored(answer, cut));
                    }
                }
            }
        }
        System.out.printf(
                "%s: %d cases, %s, %d not as expected%n",
                change, cases, change.restored ? "restored" : "left", wrong.size());
        assertThat(wrong).isEmpty();
    }

    @Test
    void placeholdersGluedTogetherBothComeBack() {
        var all = List.copyOf(LIVE.keySet());
        for (var i = 1; i < all.size(); i++) {
            var answer = all.get(i - 1) + all.get(i).toLowerCase(Locale.ROOT);
            for (var cut = 0; cut <= answer.length(); cut++) {
                assertThat(restored(answer, cut)).isEqualTo(LIVE.get(all.get(i - 1)) + LIVE.get(all.get(i)));
            }
        }
    }
}

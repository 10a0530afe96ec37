package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** FF1 as its standard has it, and what it leaves of a value's form. */
class FormatPreservingTest {

    private static final String KEY_128 = "2B7E151628AED2A6ABF7158809CF4F3C";
    private static final String KEY_192 = KEY_128 + "EF4359D8D580AA4F";
    private static final String KEY_256 = KEY_192 + "7F036D6F04FC6A94";
    private static final byte[] NONE = {};
    private static final byte[] TWEAK = HexFormat.of().parseHex("39383736353433323130");

    private static FormatPreserving with(String key) {
        return new FormatPreserving(HexFormat.of().parseHex(key));
    }

    /** NIST, "FF1samples", samples 1, 2, 4, 5, 7 and 8. */
    @Test
    void encryptsTheSamplesOfTheStandard() {
        assertThat(with(KEY_128).encrypt("0123456789", NONE)).isEqualTo("2433477484");
        assertThat(with(KEY_128).encrypt("0123456789", TWEAK)).isEqualTo("6124200773");
        assertThat(with(KEY_192).encrypt("0123456789", NONE)).isEqualTo("2830668132");
        assertThat(with(KEY_192).encrypt("0123456789", TWEAK)).isEqualTo("2496655549");
        assertThat(with(KEY_256).encrypt("0123456789", NONE)).isEqualTo("6657667009");
        assertThat(with(KEY_256).encrypt("0123456789", TWEAK)).isEqualTo("1001623463");
    }

    @Test
    void onlyDigitsChange() {
        var tweak = "bank_card".getBytes(US_ASCII);
        var other = with(KEY_256).of("4111-1111 1111/1111x", tweak).orElseThrow();

        assertThat(other).matches("\\d{4}-\\d{4} \\d{4}/\\d{4}x").isNotEqualTo("4111-1111 1111/1111x");
        assertThat(with(KEY_256).of("12345", tweak)).isEmpty();
        assertThat(with(KEY_256).of("1".repeat(57), tweak)).isEmpty();
        assertThat(with(KEY_256).of("1".repeat(56), tweak)).isPresent();
    }

    /** A permutation: otherwise two values could get the same digits. */
    @Test
    void noTwoNumbersOfOneLengthGetTheSameDigits() {
        var seen = new HashSet<String>();
        var encryption = with(KEY_128);
        for (var i = 0; i < 20_000; i++) {
            assertThat(seen.add(encryption.encrypt("%06d".formatted(i * 7), NONE)))
                    .isTrue();
        }
    }
}

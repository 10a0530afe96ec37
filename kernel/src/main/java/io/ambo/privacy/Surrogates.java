package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.catalog.Kind;
import io.ambo.core.KeyedHash;
import io.ambo.wire.Body;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Creates the made-up values of one request: names from lists, addresses and numbers from ranges reserved for examples
 * (RFC 2606, 5737, 3849 and 7042; the numbers 555-0100 to 555-0199 of North America; Ofcom's numbers for drama). China
 * reserves no mobile numbers for this; theirs begin with 120, which no operator has.
 *
 * <p>They depend on the conversation and the value only. None of them stands in the request itself or is part of another
 * one, so that what is put back is what was taken out.
 */
final class Surrogates {

    /** The most of one request; further values get placeholders. */
    static final int MOST = 256;

    /** The largest body that is searched for each of them. */
    private static final int LARGEST = 1 << 20;

    private static final int TRIES = 32;

    private static final List<String> SURNAMES = List.of(
            "陈", "林", "周", "吴", "徐", "孙", "朱", "高", "郭", "何", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧",
            "程", "曹", "袁");
    private static final String GIVEN = "安平远书言思若清予知行嘉景澄然乐宁舒扬望川禾岚屿沐辰希朗珂融佑衡栖畅翊弘锦歆";
    private static final List<String> FIRST = List.of(
            "Alba", "Anton", "Beryl", "Bruno", "Carla", "Cedric", "Dalia", "Desmond", "Edith", "Elmer", "Fern", "Floyd",
            "Greta", "Gordon", "Hazel", "Hector", "Ida", "Irving", "Joyce", "Julius", "Karin", "Kelvin", "Leona",
            "Lionel", "Mabel", "Morris", "Nadia", "Norbert", "Olive", "Oscar", "Petra", "Percy");
    private static final List<String> LAST = List.of(
            "Ashdown",
            "Barlow",
            "Crane",
            "Dunmore",
            "Ellery",
            "Fairfax",
            "Garrow",
            "Hartwell",
            "Ingram",
            "Jarrow",
            "Kingsley",
            "Lockwood",
            "Marlowe",
            "Norwood",
            "Oakes",
            "Pemberton",
            "Quill",
            "Radley",
            "Selwyn",
            "Thackeray",
            "Underhill",
            "Vance",
            "Wexford",
            "Yarrow",
            "Aldous",
            "Brand",
            "Corwin",
            "Dray",
            "Esker",
            "Farrow",
            "Glyn",
            "Holt");
    private static final List<String> FIRMS = List.of(
            "Harbour",
            "Meadow",
            "Northgate",
            "Juniper",
            "Lantern",
            "Riverside",
            "Summit",
            "Willow",
            "Beacon",
            "Orchard",
            "Granite",
            "Sparrow",
            "Cedar",
            "Compass",
            "Mosaic",
            "Tidewater");
    private static final String LETTERS = "bcdfghjkmnpqrstvwxyz";

    private static final Pattern CHINESE_MOBILE = Pattern.compile("(?:\\+?86|0086)?1[3-9]\\d{9}");
    private static final Pattern AMERICAN = Pattern.compile("(?:\\+?1)?[2-9]\\d{2}[2-9]\\d{6}");
    private static final Pattern BRITISH_MOBILE = Pattern.compile("(?:\\+?44|0044|0)7\\d{9}");

    private final PlaceholderScope scope;
    private final Body body;
    private final boolean large;
    private final Map<Key, Optional<String>> known = new HashMap<>();
    private final Map<String, String> writings = new HashMap<>();
    private @Nullable String text;
    private @Nullable Mac mac;
    private @Nullable FormatPreserving digits;

    private record Key(Kind kind, boolean encrypted, String canonical, String writing) {}

    Surrogates(PlaceholderScope scope, Body body) {
        this.scope = scope;
        this.body = body;
        this.large = body.bytes().length > LARGEST;
    }

    /** Every made-up value so far, and the text it stands for. */
    Map<String, String> writings() {
        return writings;
    }

    /** A made-up value of the same kind; empty if there is none for this one. */
    Optional<String> madeUp(Kind kind, String canonical, String writing) {
        return of(new Key(kind, false, canonical, writing));
    }

    /** The value with other digits; empty if it has too few. */
    Optional<String> otherDigits(Kind kind, String canonical, String writing) {
        return of(new Key(kind, true, canonical, writing));
    }

    private Optional<String> of(Key key) {
        var before = known.get(key);
        if (before != null || large || known.size() == MOST) {
            return before == null ? Optional.empty() : before;
        }
        var made = key.encrypted() ? encrypted(key) : made(key);
        made.ifPresent(text -> writings.put(text, key.writing()));
        known.put(key, made);
        return made;
    }

    private Optional<String> encrypted(Key key) {
        if (digits == null) {
            digits = new FormatPreserving(digest("digits"));
        }
        return isPlainNumber(key.writing())
                ? digits.of(key.writing(), key.kind().id().getBytes(UTF_8)).filter(this::isFree)
                : Optional.empty();
    }

    /** Mostly digits, none of them part of an escape: of an encoded value the rest would stay, and could be decoded. */
    private static boolean isPlainNumber(String writing) {
        var letters = writing.chars().filter(Character::isLetter).count();
        var digits = writing.chars().filter(c -> Characters.isDigit((char) c)).count();
        return digits >= 2 * letters && writing.chars().noneMatch(c -> c == '\\' || c == '%' || c == '&' || c == '=');
    }

    private Optional<String> made(Key key) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var digest = digest("surrogate", key.kind().id(), key.canonical(), "" + attempt);
            var made = candidate(key.kind(), key.writing(), new Numbers(digest));
            if (made.isEmpty() || isFree(made.get())) {
                return made;
            }
        }
        return Optional.empty();
    }

    /** By the conversation's key, which most requests do not need: few policies have made-up values. */
    private byte[] digest(String... texts) {
        if (mac == null) {
            mac = scope.mac();
        }
        return KeyedHash.digest(mac, texts);
    }

    /** Returns whether it neither stands in the request nor overlaps with another one. */
    private boolean isFree(String made) {
        return !text().contains(made.toLowerCase(Locale.ROOT))
                && writings.keySet().stream().noneMatch(other -> other.contains(made) || made.contains(other));
    }

    /** The body as it is written, and its texts as they are read. */
    private String text() {
        if (text == null) {
            var all = new StringBuilder(new String(body.bytes(), UTF_8));
            for (var span : body.spans()) {
                for (var node : span.nodes()) {
                    if (body.index().escaped(node)) {
                        all.append('\n').append(body.index().text(node));
                    }
                }
            }
            text = all.toString().toLowerCase(Locale.ROOT);
        }
        return text;
    }

    private static Optional<String> candidate(Kind kind, String writing, Numbers numbers) {
        var han = writing.chars().anyMatch(c -> Characters.isHan((char) c));
        return switch (kind) {
            case PERSON -> Optional.of(han ? chinesePerson(numbers) : cased(person(writing, numbers), writing));
            case ORGANIZATION -> Optional.of(han ? chineseFirm(numbers) : firm(numbers));
            case EMAIL -> Optional.of("user." + numbers.letters(6) + "@example.com");
            case USERNAME -> Optional.of("user_" + numbers.letters(8));
            case PHONE -> phone(writing, numbers);
            case IP ->
                Optional.of(
                        writing.indexOf(':') < 0
                                ? ipv4(numbers)
                                : "2001:db8::" + numbers.hexadecimal(4) + ":" + numbers.hexadecimal(4));
            case MAC -> Optional.of(mac(writing, numbers));
            default -> Optional.empty();
        };
    }

    private static String chinesePerson(Numbers numbers) {
        return numbers.of(SURNAMES) + numbers.of(GIVEN) + numbers.of(GIVEN);
    }

    private static String person(String writing, Numbers numbers) {
        var last = numbers.of(LAST);
        return writing.strip().indexOf(' ') < 0 ? last : numbers.of(FIRST) + " " + last;
    }

    private static String cased(String made, String writing) {
        if (writing.equals(writing.toUpperCase(Locale.ROOT))) {
            return made.toUpperCase(Locale.ROOT);
        }
        return writing.equals(writing.toLowerCase(Locale.ROOT)) ? made.toLowerCase(Locale.ROOT) : made;
    }

    private static String chineseFirm(Numbers numbers) {
        return numbers.of(GIVEN) + numbers.of(GIVEN) + numbers.of(GIVEN) + "公司";
    }

    private static String firm(Numbers numbers) {
        return numbers.of(FIRMS) + " " + numbers.of(LAST) + " Ltd";
    }

    private static Optional<String> phone(String writing, Numbers numbers) {
        var digits = writing.replaceAll("[^0-9+]", "");
        if (CHINESE_MOBILE.matcher(digits).matches()) {
            return Optional.of(withLast(writing, "120" + numbers.digits(8)));
        }
        if (AMERICAN.matcher(digits).matches()) {
            return Optional.of(withLast(
                    writing,
                    "" + (2 + numbers.next(8)) + numbers.next(9) + numbers.next(10) + "55501" + numbers.digits(2)));
        }
        if (BRITISH_MOBILE.matcher(digits).matches()) {
            return Optional.of(withLast(writing, "7700900" + numbers.digits(3)));
        }
        return Optional.empty();
    }

    /** The text with these as its last digits. */
    private static String withLast(String writing, String digits) {
        var out = new StringBuilder(writing);
        var next = digits.length();
        for (var i = out.length() - 1; i >= 0 && next > 0; i--) {
            if (Characters.isDigit(out.charAt(i))) {
                out.setCharAt(i, digits.charAt(--next));
            }
        }
        return out.toString();
    }

    private static String ipv4(Numbers numbers) {
        return numbers.of(List.of("192.0.2.", "198.51.100.", "203.0.113.")) + (1 + numbers.next(254));
    }

    private static String mac(String writing, Numbers numbers) {
        var separator = writing.indexOf('-') >= 0 ? "-" : writing.indexOf(':') >= 0 ? ":" : "";
        return String.join(separator, "00", "00", "5e", "00", "53", numbers.hexadecimal(2));
    }

    /** Numbers out of a digest, one after the other. */
    private static final class Numbers {

        private final byte[] digest;
        private int at;

        Numbers(byte[] digest) {
            this.digest = digest;
        }

        int next(int bound) {
            var number = (digest[at % digest.length] & 0xFF) << 8 | digest[(at + 1) % digest.length] & 0xFF;
            at += 2;
            return number % bound;
        }

        String of(List<String> words) {
            return words.get(next(words.size()));
        }

        char of(String characters) {
            return characters.charAt(next(characters.length()));
        }

        String digits(int count) {
            return repeated(count, _ -> (char) ('0' + next(10)));
        }

        String letters(int count) {
            return repeated(count, _ -> of(LETTERS));
        }

        String hexadecimal(int count) {
            return repeated(count, _ -> of("0123456789abcdef"));
        }

        private static String repeated(int count, IntFunction<Character> character) {
            var out = new StringBuilder();
            for (var i = 0; i < count; i++) {
                out.append(character.apply(i));
            }
            return out.toString();
        }
    }
}

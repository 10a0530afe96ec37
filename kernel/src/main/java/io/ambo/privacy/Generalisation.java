package io.ambo.privacy;

import io.ambo.catalog.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Coarser values, from which the value cannot be told: the month or the year of a date of birth, the city of an address,
 * the network of an IP address, coordinates to a tenth of a degree (about eleven kilometres).
 */
final class Generalisation {

    private static final Pattern YEAR_FIRST =
            Pattern.compile("((?:19|20)\\d\\d)(\\s?年\\s?|[-/.])(0?[1-9]|1[0-2])(?:(\\s?月).*|[-/.]\\d{1,2}(?!\\d).*)?");
    private static final Pattern TOGETHER = Pattern.compile("((?:19|20)\\d\\d)(0[1-9]|1[0-2])\\d\\d");
    private static final Pattern MONTH_NAMED = Pattern.compile(
            "(?i).*?\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)([a-z]*)\\b.*?\\b((?:19|20)\\d\\d)\\b.*");
    private static final Pattern YEAR = Pattern.compile(".*?(?<!\\d)((?:19|20)\\d\\d)(?!\\d).*");

    /** Chinese characters that stand in no name of a province or city, but in those of smaller places. */
    private static final String NAME = "[\\u4E00-\\u9FFF&&[^区县镇乡村路街巷弄号栋楼室院园]]";

    private static final String CITY = "(?:" + NAME + "{2,4}?市|" + NAME + "{2,9}?自治州|" + NAME + "{2,5}?盟)";
    /** Behind its province, or before its district: a shop (超市) and an estate (城市花园) are called 市 too. */
    private static final Pattern CHINESE_CITY = Pattern.compile(
            "(" + NAME + "{2,8}?(?:省|自治区)" + CITY + "|" + CITY + "(?=[\\u4E00-\\u9FFF]{1,7}?(?:区|县|市|旗)))[^场区].*");

    /** A street with its number, one part behind it, and no more than state and code: of more parts any may be the city. */
    private static final Pattern ENGLISH_CITY =
            Pattern.compile("\\d[^,]*, ?([A-Z][A-Za-z.' -]{1,40}?)(?:, ?([A-Z]{2}))?(?:,? +\\d{5}(?:-\\d{4})?)?\\.?");

    private static final Pattern BUILDING = Pattern.compile(
            "(?i).*\\b(?:flat|apt|apartment|suite|unit|room|floor|building|block|house|cottage|lodge|farm|court|hall|villas?|mansions?|tower|barn|"
                    + "street|st|road|rd|lane|ln|avenue|ave|drive|close|place|square|way|terrace|box)\\b.*");

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.)\\d{1,3}");
    private static final Pattern TENTH = Pattern.compile("(\\d{1,3}\\.\\d)\\d+");

    private Generalisation() {}

    /** The coarser value; empty if this writing has none. */
    static Optional<String> of(Kind kind, String writing) {
        var value = writing.strip();
        return switch (kind) {
            case DATE_OF_BIRTH -> month(value);
            case ADDRESS -> city(value);
            case IP -> network(value);
            case COORDINATES -> tenth(value);
            default -> Optional.empty();
        };
    }

    private static Optional<String> month(String value) {
        var first = YEAR_FIRST.matcher(value);
        if (first.matches()) {
            var named = first.group(4);
            return Optional.of(first.group(1) + first.group(2) + first.group(3) + (named == null ? "" : named));
        }
        var together = TOGETHER.matcher(value);
        if (together.matches()) {
            return Optional.of(together.group(1) + "-" + together.group(2));
        }
        var named = MONTH_NAMED.matcher(value);
        if (named.matches()) {
            return Optional.of(named.group(1) + named.group(2) + " " + named.group(3));
        }
        var year = YEAR.matcher(value);
        return year.matches() ? Optional.of(year.group(1)) : Optional.empty();
    }

    private static Optional<String> city(String value) {
        var chinese = CHINESE_CITY.matcher(value);
        if (chinese.matches()) {
            return Optional.of(chinese.group(1));
        }
        var english = ENGLISH_CITY.matcher(value);
        if (!english.matches() || BUILDING.matcher(english.group(1)).matches()) {
            return Optional.empty();
        }
        return Optional.of(english.group(1) + (english.group(2) == null ? "" : ", " + english.group(2)));
    }

    private static Optional<String> network(String value) {
        var address = IPV4.matcher(value);
        return address.matches() ? Optional.of(address.group(1) + "0/24") : Optional.empty();
    }

    private static Optional<String> tenth(String value) {
        var coarser = TENTH.matcher(value).replaceAll("$1");
        return coarser.equals(value) ? Optional.empty() : Optional.of(coarser);
    }
}

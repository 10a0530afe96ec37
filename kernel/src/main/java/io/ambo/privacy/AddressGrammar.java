package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.privacy.Tagger.Certainty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as they are written: a tagger finds places, and this adds what belongs to them, such as numbers of houses,
 * floors and rooms, and joins what is one address. It also finds the forms that need no tagger.
 */
final class AddressGrammar {

    /** What a tagger or this grammar found. */
    record Span(Kind kind, int start, int end, Certainty certainty, int score) {

        private Span with(Kind other, int from, int to) {
            return new Span(other, from, to, certainty, score);
        }
    }

    private static final int SCORE = 100;
    private static final int MOST_STREET = 14;
    private static final int MOST_OF_PART = 8;
    private static final int MOST_OF_PLACE = 4;
    /** A form in Latin letters has a digit, and lies within so many characters of it. */
    private static final int AROUND_DIGIT = 64;

    /** Chinese characters that are no part of a place's name but join it to a sentence. */
    private static final String JOINING = "的是在和与及了有为对从到向被把说等将已也都很住于至址去往来跟由让请给我你他她它们这那又就还即但若而并或因";

    private static final boolean[] JOINS = new boolean[1 << Character.SIZE];

    static {
        JOINING.chars().forEach(c -> JOINS[c] = true);
    }

    private static final String NUMERAL = "[0-9一二三四五六七八九十百零〇]";

    /** 12号, 3栋, 2单元, 1101室, 11-3-786, A座, 七楼. */
    private static final Pattern NUMBER = Pattern.compile("[ _]?#?(?:[A-Za-z]?" + NUMERAL
            + "{1,6}[A-Za-z]?(?:[-—_~/]" + "[A-Za-z]?[0-9]{1,6}[A-Za-z]?){0,4}|[A-Za-z])"
            + "(?<unit>号楼|号院|号门|号|弄|栋|幢|座|楼|室|层|单元|组|队|期|区|园|门|房|巷|户|铺|#)?");

    /** What the name of a part of an address ends with: 白杨街道, 盛泰名都公寓. */
    private static final Set<String> PARTS = Set.of(("街道 大道 大街 新村 小区 花园 公寓 大厦 广场 市场 商城 工业园 工业区 开发区 社区 家园 科技园 中心 名都 山庄"
                    + " 省 市 区 县 旗 镇 乡 村 路 街 巷 弄 胡同 苑 庄 坊 城 厦 园 府")
            .split(" "));

    /** What the name of a place can end with. */
    private static final Set<String> PLACES = Set.of(
            "大街 大道 胡同 广场 公园 商场 球场 大厦 别墅 花园 小区 公寓 地区 海域 市区 城区 郊区 新区 开发区 街区 街头 机场 火车站 车站 体育场 体育馆 景区 港 路 街 巷 村 镇 乡 湾 岛 桥 州 县"
                    .split(" "));

    private static final int LONGEST_SUFFIX = 3;

    private static final Pattern UNIT_ALONE = Pattern.compile("号楼|号院|号|弄|栋|幢|座|楼|室|层|单元");

    private static final Set<String> UNITS_OF_HOUSES = Set.of("号楼", "号院", "弄", "栋", "幢", "室", "单元");

    private static final Pattern NO_PLACE = Pattern.compile("[年月日元个人名万亿%次只天]|[0-9]");

    /** A number of a house in Chinese, behind the name of its street. */
    private static final Pattern HOUSE =
            Pattern.compile("(?<=[路街道巷弄村区园寓厦苑场庄里城坊楼])[0-9]{1,5}(?:-[0-9]{1,4})?(?:号楼|号|弄|栋|幢|单元)(?![线车机码])");

    private static final String SUFFIX =
            "(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Place|Pl"
                    + "|Square|Sq|Terrace|Way|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Turnpike|Alley|Crescent|Mews|Gardens|Grove)"
                    + "(?![\\p{L}0-9])\\.?";

    private static final String UNIT =
            "(?:(?i:suite|ste\\.?|apt\\.?|apartment|flat|unit|floor|room|bldg\\.?|building) ?#?[A-Za-z]?[0-9]{1,5}[A-Za-z]?|#[0-9]{1,5})"
                    + "(?![\\p{L}0-9])";

    /** Forms in Latin letters that are an address wherever they stand. */
    private static final Pattern WRITTEN = Pattern.compile("(?<![\\p{L}0-9.$])(?:"
            + "[0-9]{1,6}[A-Za-z]?(?: [0-9]{1,6})? (?!The |An? |This |That |Not? |In |On )(?:[NSEW]\\.? )?(?:\\p{Lu}[\\p{L}'’.-]{0,20} ){1,4}"
            + SUFFIX
            + "(?:,? " + UNIT + ")?"
            + "|(?:[0-9]{3,6} )?\\p{Lu}[\\p{L}-]{2,30}(?:straße|strasse|gasse|platz|allee|straat|laan|gatan|vägen|gata|katu|tie|vej|gade|brücke) [0-9]{1,4}[a-z]?"
            + "|(?:[0-9]{1,6} )?(?:Rua|Rue|Via|Calle|Avenida|Boulevard|Piazza|Rúa|Chaussée)(?: [\\p{L}'’.-]{1,20}){1,4},? [0-9]{1,5}"
            + "|(?:[0-9]{1,6} )?(?:\\p{Lu}[\\p{L}.]{1,20} ){1,3}(?:utca|útja|u\\.) [0-9]{1,4}\\.?"
            + "|(?i:suite|apt\\.|apartment) [0-9]{1,5}[A-Za-z]?"
            + "|(?i:p\\.? ?o\\.? box|postbox|postfach) [0-9]{1,6}"
            + "|(?i:psc|cmr|unit) [0-9]{1,5},? (?i:box) [0-9]{1,5}(?:[ ,\\n]{1,3}(?i:apo|fpo|dpo) (?i:aa|ae|ap) [0-9]{5})?"
            + "|(?:the )?corner of [0-9]{0,5} ?\\p{Lu}[\\p{L}0-9 .'-]{2,40}? and \\p{Lu}[\\p{L}.'-]{1,20} \\p{Lu}[\\p{L}.'-]{1,20}"
            + ")(?![\\p{L}0-9])");

    /** What follows a place in an address in Latin letters: a suite, a state with its code, the code alone. */
    private static final Pattern FOLLOWS = Pattern.compile(
            ",? (?:" + UNIT + "|[A-Z]{2} [0-9]{5}(?:-[0-9]{4})?|[0-9]{5}(?:-[0-9]{4})?)(?![\\p{L}0-9])");

    private static final Pattern HOUSE_BEFORE =
            Pattern.compile("(?<![\\p{L}0-9.,$-])[0-9]{1,6}[A-Za-z]?(?: [0-9]{1,6})? $");

    private AddressGrammar() {}

    /** These findings with what belongs to their addresses, and the addresses that need no tagger. */
    static List<Span> of(String text, List<Span> tagged) {
        var places = new ArrayList<Span>();
        var others = new ArrayList<Span>();
        for (var span : tagged) {
            (isPlace(span) ? places : others).add(span);
        }
        places.sort(Comparator.comparingInt(Span::start));
        houses(text, places);
        written(text, places);
        places.sort(Comparator.comparingInt(Span::start));
        for (var i = 0; i < places.size(); i++) {
            var free =
                    i + 1 == places.size() ? text.length() : places.get(i + 1).start();
            places.set(i, grown(text, places.get(i), free));
        }
        places.sort(Comparator.comparingInt(Span::start));
        others.addAll(joined(text, places));
        return others;
    }

    private static boolean isPlace(Span span) {
        return span.kind() == Kind.LOCATION || span.kind() == Kind.ADDRESS;
    }

    private static void written(String text, List<Span> places) {
        var matcher = WRITTEN.matcher(text).useTransparentBounds(true);
        for (var first = digit(text, 0); first < text.length(); first = digit(text, first)) {
            var last = first;
            for (var next = digit(text, last + 1);
                    next < text.length() && next - last < AROUND_DIGIT;
                    next = digit(text, last + 1)) {
                last = next;
            }
            matcher.region(Math.max(0, first - AROUND_DIGIT), Math.min(text.length(), last + AROUND_DIGIT));
            while (matcher.find()) {
                places.add(new Span(Kind.ADDRESS, matcher.start(), matcher.end(), Certainty.SURE, SCORE));
            }
            first = last + 1;
        }
    }

    /** The first digit from here on. */
    private static int digit(String text, int from) {
        var at = from;
        while (at < text.length() && !Characters.isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static void houses(String text, List<Span> places) {
        var matcher = HOUSE.matcher(text);
        var tagged = List.copyOf(places);
        var next = 0;
        while (matcher.find()) {
            while (next < tagged.size() && tagged.get(next).end() < matcher.start()) {
                next++;
            }
            if (next < tagged.size() && tagged.get(next).start() <= matcher.start()) {
                continue;
            }
            var start = matcher.start();
            while (start > 0 && start > matcher.start() - MOST_STREET && isOfName(text.charAt(start - 1))) {
                start--;
            }
            if (text.charAt(start) == '地' || text.charAt(start) == '处') {
                start++;
            }
            if (matcher.start() - start >= 2) {
                places.add(new Span(Kind.ADDRESS, start, matcher.end(), Certainty.SURE, SCORE));
            }
        }
    }

    private static boolean isOfName(char c) {
        return Characters.isHan(c) && !JOINS[c];
    }

    /** With what belongs to it; a place does not grow into the next one. */
    private static Span grown(String text, Span span, int free) {
        return Characters.isHan(text.charAt(span.end() - 1)) || Characters.isHan(text.charAt(span.start()))
                ? chinese(text, span, free)
                : latin(text, span);
    }

    private static Span chinese(String text, Span span, int free) {
        var end = span.end();
        var kind = span.kind();
        for (var more = next(text, end, kind); more > end; more = next(text, end, kind)) {
            if (kind == Kind.LOCATION && more > free) {
                break;
            }
            if (Characters.isDigit(text.charAt(more - 1))
                    || NUMBER.matcher(text).region(end, more).matches()) {
                kind = Kind.ADDRESS;
            }
            end = more;
        }
        return span.with(kind, span.start(), end);
    }

    /** The end of the next part of a Chinese address that ends here so far; the same place if there is none. */
    private static int next(String text, int end, Kind kind) {
        var number = at(NUMBER, text, end);
        if (number.lookingAt() && isHouseNumber(text, end, number, kind)) {
            return number.end();
        }
        if (end == text.length() || !Characters.isHan(text.charAt(end))) {
            return end;
        }
        if (Characters.isDigit(text.charAt(end - 1))) {
            var unit = at(UNIT_ALONE, text, end);
            if (unit.lookingAt()) {
                return unit.end();
            }
        }
        return kind == Kind.ADDRESS || isLocal(text.charAt(end - 1))
                ? named(text, end, MOST_OF_PART, PARTS)
                : named(text, end, MOST_OF_PLACE, PLACES);
    }

    /** The end of a name that goes on here with at most so many characters before one of these endings. */
    private static int named(String text, int from, int most, Set<String> endings) {
        for (var at = from; at <= from + most; at++) {
            for (var length = LONGEST_SUFFIX; length > 0; length--) {
                if (at + length <= text.length()
                        && (at > from || length > 1 || endings.equals(PLACES))
                        && endings.contains(text.substring(at, at + length))) {
                    return at + length;
                }
            }
            if (at == text.length() || !isOfName(text.charAt(at))) {
                return from;
            }
        }
        return from;
    }

    /** What ends with this is a part of a town, so what follows is a part of the address. */
    private static boolean isLocal(char last) {
        return "镇乡道街路村巷弄".indexOf(last) >= 0;
    }

    private static boolean isHouseNumber(String text, int end, Matcher number, Kind kind) {
        var after = number.end();
        var behindStreet = "镇乡路街道巷弄园苑庄村区城厦寓号楼栋幢座元场层".indexOf(text.charAt(end - 1)) >= 0;
        var unit = number.group("unit");
        if (unit != null) {
            return (kind == Kind.ADDRESS || behindStreet || UNITS_OF_HOUSES.contains(unit))
                    && hasDigitOrLetter(text, end, after);
        }
        return behindStreet
                && Characters.isDigit(text.charAt(after - 1))
                && (after == text.length() || !at(NO_PLACE, text, after).lookingAt());
    }

    private static boolean hasDigitOrLetter(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            if (text.charAt(i) < 0x80 && Character.isLetterOrDigit(text.charAt(i))) {
                return true;
            }
        }
        return NUMERAL.indexOf(text.charAt(from)) > 0;
    }

    private static Span latin(String text, Span span) {
        var start = span.start();
        var kind = span.kind();
        var before = HOUSE_BEFORE
                .matcher(text)
                .region(Math.max(0, start - 16), start)
                .useTransparentBounds(true);
        if (kind == Kind.ADDRESS && before.find()) {
            start = before.start();
        }
        var end = span.end();
        if (kind == Kind.ADDRESS) {
            for (var more = at(FOLLOWS, text, end); more.lookingAt(); more = at(FOLLOWS, text, end)) {
                end = more.end();
            }
        }
        return span.with(kind, start, end);
    }

    private static Matcher at(Pattern pattern, String text, int from) {
        return pattern.matcher(text).region(from, text.length()).useTransparentBounds(true);
    }

    /** Places that overlap or directly follow an address are part of it. */
    private static List<Span> joined(String text, List<Span> places) {
        var joined = new ArrayList<Span>();
        for (var place : places) {
            var whole = place;
            while (!joined.isEmpty() && isOne(text, joined.getLast(), whole)) {
                whole = merged(text, joined.removeLast(), whole);
            }
            joined.add(whole);
        }
        return joined;
    }

    private static Span merged(String text, Span first, Span second) {
        var kind = first.kind() == Kind.ADDRESS ? first.kind() : second.kind();
        var end = Math.max(first.end(), second.end());
        return grown(text, first.with(kind, first.start(), end), end);
    }

    private static boolean isOne(String text, Span first, Span second) {
        if (second.start() < first.end()) {
            return true;
        }
        var address = first.kind() == Kind.ADDRESS || second.kind() == Kind.ADDRESS;
        var between = text.substring(first.end(), Math.min(second.start(), first.end() + 3));
        return address
                && second.start() - first.end() <= 2
                && (between.isEmpty() || first.kind() == Kind.ADDRESS && between.equals(", "));
    }
}

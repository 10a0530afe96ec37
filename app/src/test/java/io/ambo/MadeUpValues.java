package io.ambo;

import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Recogniser.Trigger;
import io.ambo.core.DataClass;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Makes up values of every recogniser of the house: valid where there is something to be valid, and nobody's. */
final class MadeUpValues {

    /** Kinds whose values are anything that a pattern of theirs matches. */
    static final List<String> BY_PATTERN = List.of("api-key", "bot-token", "json-web-token", "azure-client-secret");

    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
    private static final String GIVEN = "伟芳娜敏静丽强磊洋艳勇军杰娟涛超霞鹏婷宇晨欣怡雪";
    private static final List<String> PINYIN =
            List.of("Li Lei", "Han Meimei", "Wang Xiaoming", "Zhou Jie", "Zheng Yun");
    private static final List<String> FIRST = List.of("Alice", "Robert", "Kathryn", "Desmond", "Ingrid", "Tobias");
    private static final List<String> LAST = List.of("Abernathy", "Whitcombe", "Lindqvist", "Okonkwo", "Farquharson");
    private static final List<String> PROVINCES = List.of("110105", "310104", "440305", "510107", "330106", "420111");
    private static final String CHECKS = "10X98765432";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private final RandomGenerator random;
    private final Map<String, Recogniser> recognisers = new TreeMap<>();
    private final Map<String, Function<Recogniser, MadeUp>> makers = new TreeMap<>();

    MadeUpValues(List<Recogniser> recognisers, RandomGenerator random) {
        this.random = random;
        recognisers.forEach(recogniser -> this.recognisers.put(recogniser.id(), recogniser));
        numbers();
        addresses();
        secrets();
        words();
    }

    /** The ids of all kinds whose values may not leave as they are; companies' numbers and the like may. */
    List<String> kinds() {
        return makers.keySet().stream()
                .filter(id -> recognisers.containsKey(id)
                        && recognisers.get(id).dataClass().compareTo(DataClass.L1) > 0)
                .toList();
    }

    MadeUp any() {
        return of(oneOf(kinds()));
    }

    MadeUp of(String kind) {
        var recogniser = recognisers.get(kind);
        var maker = makers.get(kind);
        if (recogniser == null || maker == null) {
            throw new IllegalArgumentException("no recogniser, or nobody who makes up values of it: " + kind);
        }
        return maker.apply(recogniser);
    }

    private void numbers() {
        makers.put("phone-cn", it -> number(it, "1" + digit(3, 9) + digits(9)));
        makers.put(
                "phone-cn-landline",
                it -> MadeUp.plain(
                        it.id(), oneOf(List.of("010", "021", "0755", "0571")) + "-" + digit(2, 9) + digits(7)));
        makers.put("phone-international", it -> MadeUp.plain(it.id(), "+44 20 7946 0" + digits(3)));
        makers.put(
                "phone-named",
                it -> MadeUp.announced(
                                it.id(), oneOf(List.of("电话是", "phone: ", "call me at ")), digit(2, 8) + digits(7), " ")
                        .with(Writing.SPACED, Writing.DASHED));
        makers.put("resident-identity", it -> number(it, identity(true)));
        makers.put(
                "resident-identity-named",
                it -> MadeUp.announced(it.id(), oneOf(List.of("身份证号码：", "ID number ")), identity(false), "。"));
        makers.put("bank-card", it -> number(it, card(oneOf(List.of("4", "51", "62", "35")), true)));
        makers.put(
                "bank-card-named",
                it -> MadeUp.announced(it.id(), oneOf(List.of("银行卡号", "card number ")), card("6222", false), "。")
                        .with(Writing.SPACED, Writing.DASHED));
    }

    private void addresses() {
        makers.put(
                "ipv4",
                it -> MadeUp.plain(it.id(), "203.0." + (1 + random.nextInt(254)) + "." + (100 + random.nextInt(155))));
        makers.put("ipv6", it -> MadeUp.plain(it.id(), "2001:db8:" + hex() + ":" + hex() + "::" + hex() + ":" + hex()));
        makers.put(
                "email",
                it -> MadeUp.plain(
                        it.id(),
                        letters(6) + "." + letters(5) + digits(3) + "@example." + oneOf(List.of("com", "cn", "org"))));
    }

    private void secrets() {
        for (var id : BY_PATTERN) {
            makers.put(id, it -> byPattern(id, oneOf(it.patterns())));
        }
        makers.put(
                "private-key",
                it -> MadeUp.plain(
                        it.id(),
                        "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(bytes(48))
                                + "\n-----END PRIVATE KEY-----"));
        makers.put("password", it -> password());
    }

    private MadeUp byPattern(String kind, Pattern pattern) {
        var text = RandomMatch.of(pattern, random);
        if (!pattern.namedGroups().containsKey("value")) {
            return MadeUp.plain(kind, text);
        }
        var match = pattern.matcher(text).results().findFirst().orElseThrow();
        return MadeUp.announced(kind, text.substring(0, match.start("value")), match.group("value"), " ");
    }

    private MadeUp password() {
        var secret = letters(5) + digits(4) + letters(4);
        return switch (random.nextInt(6)) {
            case 0 -> MadeUp.announced("password", "password=", secret, " ");
            case 1 -> MadeUp.announced("password", "我的密码是", secret, "，");
            case 2 -> MadeUp.announced("password", "验证码是", digit(1, 9) + digits(5), "，");
            case 3 -> MadeUp.announced("password", "postgres://ambo:", secret, "@db.example/x");
            case 4 -> MadeUp.announced("password", "Authorization: Bearer ", digits(4) + letters(20) + digits(4), " ");
            default -> MadeUp.announced("password", "api_key = ", letters(9) + digits(9), " ");
        };
    }

    private void words() {
        makers.put("person-en", it -> MadeUp.announced(it.id(), "my name is ", oneOf(FIRST) + " " + oneOf(LAST), ", "));
        makers.put("person-pinyin", it -> MadeUp.announced(it.id(), "call ", oneOf(PINYIN), ", "));
        makers.put("person-zh", it -> MadeUp.announced(it.id(), oneOf(List.of("患者", "我叫", "联系人")), name(), "，"));
        makers.put(
                "person-zh-familiar", it -> MadeUp.announced(it.id(), "请转告", oneOf(List.of("老孙", "小王", "张某某")), "，"));
        makers.put("person-zh-foreign", it -> MadeUp.announced(it.id(), "会见", oneOf(List.of("约翰·史密斯", "玛丽·布朗")), "，"));
        makers.put("person-zh-titled", it -> MadeUp.announced(it.id(), "请找", name(), "先生"));
        makers.put("illness-zh", it -> announced("我确诊", trigger(it)));
        makers.put("illness-en", it -> announced("I have ", trigger(it)));
        recognisers.values().stream()
                .filter(it -> !it.owner().isAboutOthers())
                .forEach(it -> makers.putIfAbsent(it.id(), it.patterns().isEmpty() ? this::word : this::example));
    }

    private MadeUp word(Recogniser recogniser) {
        return recogniser.owner().isAsked()
                ? announced(recogniser.id().endsWith("-zh") ? "我" : "I am ", trigger(recogniser))
                : trigger(recogniser);
    }

    /** A value of the recogniser's own file, with all that stands around it there: check digits and words fit. */
    private MadeUp example(Recogniser recogniser) {
        var example = oneOf(recogniser.examples().stream()
                .filter(it -> it.found().size() == 1)
                .filter(it -> it.text().indexOf(it.found().getFirst())
                        == it.text().lastIndexOf(it.found().getFirst()))
                .toList());
        var value = example.found().getFirst();
        var at = example.text().indexOf(value);
        return MadeUp.announced(
                recogniser.id(),
                example.text().substring(0, at),
                value,
                example.text().substring(at + value.length()));
    }

    private static MadeUp announced(String before, MadeUp word) {
        return MadeUp.announced(word.recogniser(), before, word.value(), ", ");
    }

    /** One of the words themselves, unless it is so short that it could stand in anything. */
    private MadeUp trigger(Recogniser recogniser) {
        var words = ((Trigger.Words) recogniser.trigger())
                .words().stream()
                        .filter(word -> word.length() > 5 || word.length() > 2 && word.charAt(0) > 0x7F)
                        .sorted()
                        .toList();
        return MadeUp.plain(recogniser.id(), oneOf(words));
    }

    private static MadeUp number(Recogniser recogniser, String digits) {
        return MadeUp.plain(recogniser.id(), digits).with(Writing.SPACED, Writing.DASHED, Writing.CHINESE_DIGITS);
    }

    private String name() {
        var name = new StringBuilder().append(SURNAMES.charAt(random.nextInt(SURNAMES.length())));
        name.append(GIVEN.charAt(random.nextInt(GIVEN.length())));
        return name.append(GIVEN.charAt(random.nextInt(GIVEN.length()))).toString();
    }

    /** By GB 11643-1999; a wrong one has the check character of its neighbour. */
    private String identity(boolean right) {
        var number =
                oneOf(PROVINCES) + "19" + digit(5, 9) + digits(1) + "0" + digit(1, 9) + "1" + digits(1) + digits(3);
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return number + CHECKS.charAt((sum + (right ? 0 : 1)) % 11);
    }

    /** Sixteen digits; the last is right or wrong by ISO/IEC 7812-1. */
    private String card(String issuer, boolean right) {
        var number = issuer + digits(15 - issuer.length());
        var sum = 0;
        for (var i = 0; i < number.length(); i++) {
            var doubled = (number.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return number + (10 - sum % 10 + (right ? 0 : 1)) % 10;
    }

    private String digits(int count) {
        return text("0123456789", count);
    }

    private String letters(int count) {
        return text("abcdefghijkmnpqrstuvwxyz", count);
    }

    private String hex() {
        return digit(1, 9) + text("0123456789abcdef", 3);
    }

    private String text(String alphabet, int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private String digit(int least, int most) {
        return String.valueOf(least + random.nextInt(most - least + 1));
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code ambo mask}, which needs no server. */
class MaskCommandTest {

    private static final String LETTER = "请致电13800000000。\nThe card is 4111 1111 1111 1111.\n";

    @TempDir
    Path home;

    @Test
    void textGoesToOutputAndTheTableToTalk() {
        var called = Called.in(home).reading(LETTER).ambo("mask");
        assertThat(called.status()).isZero();
        assertThat(called.blanked()).isEqualTo("请致电PHONE_<code>。\nThe card is CARD_<code>.\n");
        var table = called.err().lines().toList();
        assertThat(table.getFirst()).isEqualTo("Found: 2; the whole text is L3 (identity and finance).");
        assertThat(table.get(1)).matches(" {2}PLACEHOLDER +CLASS {2}KIND +VALUE");
        assertThat(table.get(2)).matches(" {2}PHONE_\\w{8} +L2 {5}mobile phone number \\(China\\) {2}13800000000");
        assertThat(table.get(3)).matches(" {2}CARD_\\w+ +L3 {5}.+ 4111 1111 1111 1111");
        assertThat(table).hasSize(4);
    }

    @Test
    void wideCharactersCountTwoColumnsInTheTable() {
        var lines = Called.in(home)
                .reading("手机是13800000000，请回电")
                .ambo("mask", "--lang", "zh")
                .err()
                .lines()
                .toList();
        assertThat(lines.getFirst()).startsWith("发现 ");
        assertThat(lines.get(1)).isEqualTo("  占位符          级别  种类      原文");
        assertThat(lines.get(2)).matches(" {2}PHONE_\\w{8} {2}L2 {4}手机号码 {2}13800000000");
    }

    @Test
    void jsonHoldsTextAndFindings() {
        var called = Called.in(home).reading(LETTER).ambo("mask", "--json");
        var json = JsonMapper.shared().readTree(called.out());
        assertThat(json.get("class").asString()).isEqualTo("L3");
        assertThat(json.get("findings")).hasSize(2);
        var phone = json.get("findings").get(0);
        assertThat(phone.get("recogniser").asString()).isEqualTo("phone-cn");
        assertThat(phone.get("kind").asString()).isEqualTo("phone");
        assertThat(json.get("findings").get(1).get("kind").asString()).isEqualTo("bank_card");
        assertThat(LETTER.substring(phone.get("start").asInt(), phone.get("end").asInt()))
                .isEqualTo(phone.get("value").asString());
        assertThat(json.get("text").asString())
                .contains(phone.get("placeholder").asString());
        assertThat(called.err()).isEmpty();
    }

    @Test
    void mapPutsTheValuesBackAndIsReadableByItsOwnerAlone() throws IOException {
        var map = home.resolve("letter.map");
        var masked = Called.in(home).reading(LETTER).ambo("mask", "--map", map.toString());
        assertThat(masked.out()).doesNotContain("13800000000", "4111");
        assertThat(Files.getPosixFilePermissions(map))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        var restored = Called.in(home).reading(masked.out()).ambo("mask", "--restore", map.toString());
        assertThat(restored.out()).isEqualTo(LETTER);
        Files.setPosixFilePermissions(map, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        var open = Called.in(home).reading(masked.out()).ambo("mask", "--restore", map.toString());
        assertThat(open.status()).isEqualTo(2);
        assertThat(open.err()).contains("chmod 600");
        assertThat(open.out()).isEmpty();
    }

    @Test
    void fileIsReadAndOneThatIsNotThereIsNamed() throws IOException {
        var file = Files.writeString(home.resolve("letter.txt"), "nothing here");
        var called = Called.in(home).ambo("mask", file.toString());
        assertThat(called.out()).isEqualTo("nothing here\n");
        assertThat(called.err()).isEqualTo("Nothing was found; the text is L0 (public).\n");
        var missing = Called.in(home).ambo("mask", home.resolve("gone.txt").toString());
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("gone.txt");
    }

    @Test
    void inputInAnotherEncodingIsRefusedAndNotTakenForClean() {
        for (var input : new String[] {"1\u00003\u00008\u00000\u0000"}) {
            var called = Called.in(home).reading(input).ambo("mask");
            assertThat(called.status()).isEqualTo(2);
            assertThat(called.out()).isEmpty();
            assertThat(called.err()).contains("is not text in UTF-8");
        }
    }

    @Test
    void aMapIsWrittenOverNothingButAMap() throws IOException {
        var letter = Files.writeString(home.resolve("letter.txt"), LETTER);
        var refused = Called.in(home).ambo("mask", letter.toString(), "--map", letter.toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("letter.txt is there already and is not a map");
        assertThat(Files.readString(letter)).isEqualTo(LETTER);
        var map = home.resolve("letter.map");
        for (var i = 0; i < 2; i++) {
            assertThat(Called.in(home)
                            .ambo("mask", letter.toString(), "--map", map.toString())
                            .status())
                    .isZero();
        }
        var noMap = Called.in(home).reading("x").ambo("mask", "--restore", letter.toString());
        assertThat(noMap.err()).contains("letter.txt is not a map written by ambo mask --map");
    }

    @Test
    void aCoarserValueIsInNoMap() throws IOException {
        var policies = Files.createDirectories(home.resolve("policies"));
        Files.writeString(policies.resolve("coarse.yaml"), """
                name: coarse
                extends: default
                replacements:
                  - {kinds: [date_of_birth], by: generalise}
                """);
        var map = home.resolve("coarse.map");
        var born = "出生日期：1990-05-03，电话 13800000000";
        var masked = Called.in(home).reading(born).ambo("mask", "--policy", "coarse", "--map", map.toString());
        assertThat(masked.out()).contains("1990-05，");
        var restored = Called.in(home).reading(masked.out()).ambo("mask", "--restore", map.toString());
        assertThat(restored.out()).isEqualToIgnoringNewLines("出生日期：1990-05，电话 13800000000");
    }

    @Test
    void aFolderNeedsAPlaceForItsResults() throws IOException {
        var letters = Files.createDirectories(home.resolve("letters"));
        var called = Called.in(home.resolve("home")).ambo("mask", letters.toString());
        assertThat(called.status()).isEqualTo(2);
        assertThat(called.err()).contains("is a folder", "--out");
    }

    @Test
    void aFolderIsMaskedIntoAnotherAndTheMapPutsItsTextsBack() throws IOException {
        var letters = Files.createDirectories(home.resolve("letters"));
        Files.writeString(letters.resolve("letter.txt"), LETTER);
        var masked = home.resolve("masked");
        var map = home.resolve("letters.map");
        var shell = Called.in(home.resolve("home"));
        var called = shell.ambo("mask", letters.toString(), "--out", masked.toString(), "--map", map.toString());
        assertThat(called.status()).as(called.err()).isZero();
        assertThat(called.out())
                .startsWith("1 of 1 files masked into " + masked)
                .contains("bank_card 1, phone 1");
        assertThat(Files.getPosixFilePermissions(map))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        var result = Files.readString(masked.resolve("letter.txt"));
        assertThat(result).doesNotContain("13800000000");
        assertThat(shell.reading(result)
                        .ambo("mask", "--restore", map.toString())
                        .out())
                .isEqualTo(LETTER);
    }

    @Test
    void whatCouldNotBeMaskedIsSaidAndIsAnExitStatusOfItsOwn() throws IOException {
        var letters = Files.createDirectories(home.resolve("letters"));
        Files.write(letters.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
        var shell = Called.in(home.resolve("home"));
        var called = shell.ambo(
                "mask", letters.toString(), "--out", home.resolve("masked").toString());
        assertThat(called.status()).isEqualTo(6);
        assertThat(called.err()).isEqualTo("not masked: picture.png: not a kind of file that Ambo reads\n");
        var json = JsonMapper.shared()
                .readTree(shell.ambo(
                                "mask",
                                letters.toString(),
                                "--json",
                                "--out",
                                home.resolve("other").toString())
                        .out());
        assertThat(json.at("/files/0/obstacle").asString()).isEqualTo("binary");
        assertThat(shell.ambo(
                                "mask",
                                letters.toString(),
                                "--out",
                                letters.resolve("in").toString())
                        .status())
                .isEqualTo(2);
        assertThat(shell.ambo(
                                "mask",
                                letters.toString(),
                                "--out",
                                home.resolve("x").toString(),
                                "--policy",
                                "nothing")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void aFileThatIsNoTextIsNotTakenForOneAndOneInAnotherEncodingIsRead() throws IOException {
        var shell = Called.in(home.resolve("home"));
        var picture = Files.write(home.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
        var refused = shell.ambo("mask", picture.toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("not a kind of file that Ambo reads", "--out");
        var old = Files.write(
                home.resolve("old.txt"), "请致电13800000000。".getBytes(java.nio.charset.Charset.forName("GB18030")));
        assertThat(shell.ambo("mask", old.toString()).blanked()).isEqualTo("请致电PHONE_<code>。\n");
    }

    @Test
    void onATerminalItSaysHowFarItIs() throws IOException {
        var letters = Files.createDirectories(home.resolve("letters"));
        Files.writeString(letters.resolve("letter.txt"), LETTER);
        var called = Called.in(home.resolve("home"))
                .withAPerson()
                .ambo(
                        "mask",
                        letters.toString(),
                        "--out",
                        home.resolve("masked").toString());
        assertThat(called.err()).contains("1 of 1 files: letter.txt");
    }

    @Test
    void aPolicyThatAsksForATaggerThatIsNotThereMasksNothing() throws IOException {
        var house = Files.createDirectories(home.resolve("home/policies"));
        Files.writeString(house.resolve("exact.yaml"), "name: exact\nextends: default\nnames: {tagger: accurate}\n");
        assertThat(InstalledTaggers.ALL.of(io.ambo.catalog.NameRules.Tier.ACCURATE))
                .as("tests run without the optional part")
                .isEmpty();
        var shell = Called.in(home.resolve("home")).reading(LETTER);
        assertThat(shell.ambo("mask", "--policy", "exact").status()).isEqualTo(3);
        var letter = Files.writeString(home.resolve("letter.txt"), LETTER);
        var masked = home.resolve("masked").toString();
        assertThat(shell.ambo("mask", letter.toString(), "--out", masked, "--policy", "exact")
                        .status())
                .isEqualTo(3);
    }

    @Test
    void whatAPolicyPutsInThePlaceOfAValueHoldsForFilesToo() throws IOException {
        var house = Files.createDirectories(home.resolve("home/policies"));
        Files.writeString(house.resolve("real.yaml"), """
                name: real
                extends: default
                replacements:
                  - {kinds: [phone], by: format-preserving}
                  - {kinds: [person, email], by: surrogate}
                  - {kinds: [ip], by: generalise}
                """);
        var letters = Files.createDirectories(home.resolve("letters"));
        Files.writeString(letters.resolve("people.csv"), "姓名,手机,ip\n李雷,13800000000,192.0.2.17\n");
        Files.writeString(
                letters.resolve("people.jsonl"), "{\"email\":\"li.lei@example.com\",\"phone\":13800000000}\n");
        var masked = home.resolve("masked");
        var called = Called.in(home.resolve("home"))
                .ambo("mask", letters.toString(), "--out", masked.toString(), "--policy", "real");
        assertThat(called.status()).as(called.err()).isZero();
        assertThat(Files.readString(masked.resolve("people.csv")))
                .doesNotContain("李雷", "13800000000", "192.0.2.17")
                .matches("姓名,手机,ip\n\\p{IsHan}{2,3},\\d{11},192\\.0\\.2\\.0/24\n");
        assertThat(Files.readString(masked.resolve("people.jsonl")))
                .matches("\\{\"email\":\"[^\"@]+@example\\.\\w+\",\"phone\":\"\\d{11}\"}\n")
                .doesNotContain("li.lei@example.com", "13800000000");
    }

    @Test
    void anOutputThatCannotBeWrittenIsAnExitStatusOfItsOwn() throws IOException {
        var letter = Files.writeString(home.resolve("letter.txt"), LETTER);
        var file = Files.writeString(home.resolve("file"), "in the way");
        var called = Called.in(home.resolve("home"))
                .ambo("mask", letter.toString(), "--out", file.resolve("masked").toString());
        assertThat(called.status()).isEqualTo(74);
        assertThat(called.err()).contains("Cannot write to", "Call it again");
    }
}

package io.ambo.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Refusal;
import io.ambo.documents.MaskingPlan.Scope;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of files are masked whole, again only where needed, and what cannot be is named. */
class FileMaskingTest {

    private static final String PHONE = "13800000000";
    private static final String CARD = "4111 1111 1111 1111";

    private static final Map<String, String> FILES = Map.of(
            "letter.txt", "请致电" + PHONE + "。\nThe card is " + CARD + ".\n",
            "notes/talk.md", "# Notes\n\n- call " + PHONE + "\n",
            "people.csv", "姓名,手机,城市\n\"李雷\"," + PHONE + ",上海\n韩梅梅,13900000000,\"北京,朝阳\"\n",
            "log.jsonl", "{\"phone\":\"" + PHONE + "\",\"n\":1.50}\n{\"phone\":13900000000}\n",
            "one.json", "{\n  \"card\": \"" + CARD + "\"\n}\n");

    private static final List<String> VALUES = List.of(PHONE, "13900000000", CARD, "李雷", "韩梅梅");

    @TempDir
    Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void write() throws IOException {
        input = Folders.write(folder.resolve("in"), FILES);
        output = folder.resolve("out");
    }

    private Manifest run() throws IOException {
        return FileMasking.run(Folders.plan(input, output), (_, _, _) -> {});
    }

    @Test
    void everyFileIsMaskedAndKeepsItsStructure() throws IOException {
        var manifest = run();
        assertThat(manifest.left()).isEmpty();
        assertThat(manifest.files())
                .extracting(FileRecord::path)
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(FILES.keySet());
        for (var file : FILES.keySet()) {
            assertThat(Files.readString(output.resolve(file))).as(file).doesNotContain(VALUES);
        }
        assertThat(Files.readString(output.resolve("people.csv")))
                .matches("姓名,手机,城市\n\"PERSON_\\w+\",PHONE_\\w+,上海\nPERSON_\\w+,PHONE_\\w+,\"北京,朝阳\"\n");
        assertThat(Files.readString(output.resolve("log.jsonl")))
                .matches("\\{\"phone\":\"PHONE_\\w+\",\"n\":1\\.50}\n\\{\"phone\":\"PHONE_\\w+\"}\n");
        assertThat(Files.readString(output.resolve("one.json"))).matches("\\{\n {2}\"card\": \"CARD_\\w+\"\n}\n");
    }

    @Test
    void manifestCountsKindsAndHoldsNoValue() throws IOException {
        var manifest = run();
        assertThat(manifest.found())
                .containsEntry("phone", 6)
                .containsEntry("bank_card", 2)
                .containsEntry("person", 2);
        var json = Files.readString(output.resolve(Manifest.NAME));
        assertThat(json)
                .isEqualTo(manifest.toJson() + "\n")
                .doesNotContain(VALUES)
                .contains("\"class\":\"L3\"");
        assertThat(Files.exists(output.resolve(RunJournal.NAME))).isFalse();
    }

    @Test
    void aValueHasOnePlaceholderInTheWholeFolderUnlessAskedOtherwise() throws IOException {
        run();
        var phone = Files.readString(output.resolve("letter.txt")).replaceAll("(?s).*(PHONE_\\w+).*", "$1");
        assertThat(Files.readString(output.resolve("people.csv"))).contains(phone);
        var apart = folder.resolve("apart");
        var plan = new MaskingPlan(input, apart, Folders.rules("1"), 1, new Scope.EachFile(), Optional.empty(), false);
        FileMasking.run(plan, (_, _, _) -> {});
        var other = Files.readString(apart.resolve("letter.txt")).replaceAll("(?s).*(PHONE_\\w+).*", "$1");
        assertThat(other).isNotEqualTo(phone);
        assertThat(Files.readString(apart.resolve("people.csv"))).doesNotContain(other);
    }

    @Test
    void oneThreadAndManyGiveTheSameBytes() throws IOException {
        FileMasking.run(Folders.plan(input, folder.resolve("one"), 1, false), (_, _, _) -> {});
        FileMasking.run(Folders.plan(input, folder.resolve("eight"), 8, false), (_, _, _) -> {});
        assertThat(Folders.read(folder.resolve("eight"))).isEqualTo(Folders.read(folder.resolve("one")));
    }

    @Test
    void aKilledRunGoesOnWhereItWasAndEndsAsOneRun() throws IOException {
        var whole = folder.resolve("whole");
        FileMasking.run(Folders.plan(input, whole, 1, false), (_, _, _) -> {});
        assertThatThrownBy(() -> FileMasking.run(Folders.plan(input, output, 1, false), (_, done, _) -> {
                    if (done == 2) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
        assertThat(Files.exists(output.resolve(Manifest.NAME))).isFalse();
        Files.writeString(output.resolve(".ambo-mask-7.part"), "half");
        var first = output.resolve(FILES.keySet().stream().sorted().findFirst().orElseThrow());
        var written = Files.getLastModifiedTime(first);
        Files.setLastModifiedTime(first, java.nio.file.attribute.FileTime.fromMillis(written.toMillis() - 60_000));
        var before = Files.getLastModifiedTime(first);
        run();
        assertThat(Files.getLastModifiedTime(first))
                .as("it is not written again")
                .isEqualTo(before);
        assertThat(Folders.read(output)).isEqualTo(Folders.read(whole));
    }

    @Test
    void aFileIsDoneAgainWhenItOrTheRulesChangeAndOnlyThen() throws IOException {
        run();
        Files.writeString(output.resolve("letter.txt"), "damaged");
        Files.writeString(input.resolve("notes/talk.md"), "nothing");
        var old = java.nio.file.attribute.FileTime.fromMillis(0);
        for (var file : FILES.keySet()) {
            Files.setLastModifiedTime(output.resolve(file), old);
        }
        run();
        assertThat(FILES.keySet().stream().filter(file -> isOlder(file, old)))
                .containsExactlyInAnyOrder("people.csv", "log.jsonl", "one.json");
        assertThat(Files.readString(output.resolve("letter.txt"))).contains("PHONE_");
        var newer = new MaskingPlan(input, output, Folders.rules("2"), 1, new Scope.Folder(), Optional.empty(), false);
        FileMasking.run(newer, (_, _, _) -> {});
        assertThat(FILES.keySet()).noneMatch(file -> isOlder(file, old));
    }

    private boolean isOlder(String file, java.nio.file.attribute.FileTime time) {
        try {
            return Files.getLastModifiedTime(output.resolve(file)).equals(time);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeLookedIntoIsNamedAndNotInTheOutput() throws IOException {
        Files.write(input.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});
        Files.write(input.resolve("latin.txt"), "caf\u00e9 cr\u00e8me".getBytes(Charset.forName("windows-1252")));
        Files.writeString(input.resolve("broken.pdf"), "no PDF");
        Files.createSymbolicLink(input.resolve("loop"), input);
        Files.createSymbolicLink(input.resolve("link.txt"), input.resolve("letter.txt"));
        var manifest = run();
        assertThat(manifest.isComplete()).isFalse();
        assertThat(manifest.left())
                .extracting(file ->
                        file.path() + " " + file.obstacle().orElseThrow().id())
                .containsExactly(
                        "broken.pdf broken", "latin.txt encoding", "link.txt link", "loop link", "picture.png binary");
        assertThat(manifest.masked()).hasSize(FILES.size());
        assertThat(output.resolve("picture.png")).doesNotExist();
        assertThat(output.resolve("loop")).doesNotExist();
    }

    @Test
    void chineseTextInTheOldEncodingStaysInIt() throws IOException {
        var gb = Charset.forName("GB18030");
        Files.write(input.resolve("old.csv"), "姓名,手机\r\n李雷,13800000000\r\n".getBytes(gb));
        run();
        assertThat(new String(Files.readAllBytes(output.resolve("old.csv")), gb))
                .matches("姓名,手机\r\nPERSON_\\w+,PHONE_\\w+\r\n");
    }

    @Test
    void anEncodingThatIsNamedIsUsed() throws IOException {
        var latin = Charset.forName("windows-1252");
        var file = Files.write(folder.resolve("latin.txt"), ("caf\u00e9 " + PHONE).getBytes(latin));
        var plan = new MaskingPlan(file, output, Folders.rules("1"), 1, new Scope.Folder(), Optional.of(latin), false);
        FileMasking.run(plan, (_, _, _) -> {});
        assertThat(new String(Files.readAllBytes(output.resolve("latin.txt")), latin))
                .matches("caf\u00e9 PHONE_\\w+");
    }

    @Test
    void namesOfFilesAreMaskedToo() throws IOException {
        Files.writeString(input.resolve("call 13800000000.txt"), "nothing");
        var manifest = run();
        assertThat(Folders.read(output).keySet()).noneMatch(name -> name.contains(PHONE));
        assertThat(manifest.files()).anyMatch(file -> file.path().matches("call PHONE_\\w+\\.txt"));
        assertThat(manifest.toJson()).doesNotContain(PHONE);
    }

    @Test
    void foldersThatLieOneInTheOtherAreRefused() {
        for (var wrong : List.of(input, input.resolve("sub/out"), folder)) {
            assertThatThrownBy(() -> FileMasking.run(Folders.plan(input, wrong), (_, _, _) -> {}))
                    .as(wrong.toString())
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void twoRunsDoNotWriteToOneFolder() throws IOException {
        Files.createDirectories(output);
        try (var journal = RunJournal.open(output, "other")) {
            assertThat(journal.finished()).isEmpty();
            assertThatThrownBy(this::run).isInstanceOf(Refusal.class);
        }
        assertThat(run().isComplete()).isTrue();
    }

    @Test
    void theMapKnowsEveryValueAlsoOfFilesThatWereFinishedBefore() throws IOException {
        run();
        var manifest = FileMasking.run(Folders.plan(input, output, 2, true), (_, _, _) -> {});
        assertThat(manifest.values().values()).contains(PHONE, "13900000000", CARD, "李雷", "韩梅梅");
    }

    @Test
    void whatCannotBeWrittenEndsTheRunAndLeavesNothingHalfWritten() throws IOException {
        Files.createDirectories(output.resolve("letter.txt/in-the-way"));
        assertThatThrownBy(this::run).isInstanceOf(OutputFolder.Unwritable.class);
        assertThat(Folders.read(output).keySet())
                .noneMatch(name -> name.endsWith(".part") || name.equals(Manifest.NAME));
        Files.delete(output.resolve("letter.txt/in-the-way"));
        Files.delete(output.resolve("letter.txt"));
        assertThat(run().isComplete()).isTrue();
    }

    @Test
    void aDiskThatIsFullIsToldFromAnInputThatCannotBeRead() throws IOException {
        var folder = OutputFolder.open(output);
        assertThatThrownBy(() -> folder.write("a", out -> {
                    throw new IOException("cannot be read");
                }))
                .isNotInstanceOf(OutputFolder.Unwritable.class);
        assertThat(output).isEmptyDirectory();
    }

    @Test
    void filesOfItsOwnNamesAreNotTakenForItsOwn() throws IOException {
        for (var name : List.of(Manifest.NAME, RunJournal.NAME, ".ambo-mask-1.part")) {
            Files.writeString(input.resolve(name), "{}");
        }
        assertThat(run().left())
                .extracting(file -> file.obstacle().orElseThrow())
                .containsOnly(Obstacle.NAME_TAKEN)
                .hasSize(3);
    }

    @Test
    void encryptedAndOldOfficeFilesAreNamed() throws IOException {
        var compound =
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0
                };
        Files.write(input.resolve("locked.docx"), compound);
        Files.write(input.resolve("old.doc"), compound);
        assertThat(run().left())
                .extracting(file -> file.obstacle().orElseThrow())
                .containsExactly(Obstacle.ENCRYPTED, Obstacle.BINARY);
    }

    @Test
    void theTextOfAPdfTakesNoOtherFilesPlace() throws IOException {
        Files.writeString(input.resolve("a.pdf"), "%PDF-1.7");
        Files.writeString(input.resolve("a.pdf.txt"), "mine");
        var manifest = run();
        assertThat(manifest.left())
                .extracting(file ->
                        file.path() + " " + file.obstacle().orElseThrow().id())
                .containsExactly("a.pdf name-taken");
        assertThat(output.resolve("a.pdf.txt")).hasContent("mine");
    }

    @Test
    void filesOfOneFolderStayTogetherEvenWhereEachHasPlaceholdersOfItsOwn() throws IOException {
        Folders.write(input, Map.of("call 13800000000/a.txt", "a", "call 13800000000/b.txt", "call " + PHONE));
        var plan = new MaskingPlan(input, output, Folders.rules("1"), 2, new Scope.EachFile(), Optional.empty(), false);
        var folders = FileMasking.run(plan, (_, _, _) -> {}).files().stream()
                .map(FileRecord::path)
                .filter(path -> path.startsWith("call"))
                .map(path -> path.replaceAll("/.*", ""))
                .distinct()
                .toList();
        assertThat(folders).hasSize(1).allMatch(name -> name.matches("call PHONE_\\w+"));
        assertThat(Files.readString(output.resolve(folders.getFirst()).resolve("b.txt")))
                .isNotEqualTo(folders.getFirst());
    }
}

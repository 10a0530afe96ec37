package io.ambo.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.wire.JsonText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is made up: no value that the scanner finds in a file is in its result, in any format. */
class NothingRemainsTest {

    private static final List<String> VALUES = List.of(
            "13800000000",
            "13900000001",
            "+86 138 0000 0002",
            "li.lei@example.com",
            "han@example.org",
            "4111 1111 1111 1111",
            "5555555555554444",
            "110101199003077774",
            "192.0.2.17",
            "sk-proj-aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9fG1hJ3");

    private static final List<String> WORDS = List.of(
            "the",
            "meeting",
            "is",
            "on",
            "Monday",
            "请",
            "联系",
            "客户",
            "城市",
            "3.14",
            "42",
            "\"quoted\"",
            "a,b",
            "x;y",
            "line\nbreak",
            "tab\there",
            "{\"k\":1}",
            "|",
            "'",
            "\\",
            "😀");

    @TempDir
    Path folder;

    private static String cell(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(4); i >= 0; i--) {
            text.append(random.nextInt(3) == 0 ? pick(VALUES, random) : pick(WORDS, random))
                    .append(' ');
        }
        return text.toString().strip();
    }

    private static String pick(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static String json(String text) {
        return '"' + JsonText.escape(text) + '"';
    }

    private static TreeMap<String, String> files(Random random) {
        var text = new StringBuilder();
        var table = new StringBuilder("note,phone,city\n");
        var lines = new StringBuilder();
        for (var i = 0; i < 40; i++) {
            text.append(cell(random)).append('\n');
            table.append(quoted(cell(random)))
                    .append(',')
                    .append(quoted(cell(random)))
                    .append(",Paris\n");
            lines.append("{\"note\":")
                    .append(json(cell(random)))
                    .append(",\"list\":[")
                    .append(json(cell(random)))
                    .append(",1]}\n");
        }
        var files = new TreeMap<String, String>();
        files.put("a.txt", text.toString());
        files.put("b.md", "# " + text);
        files.put("c.csv", table.toString());
        files.put("d.jsonl", lines.toString());
        files.put("e.json", "[" + lines.toString().strip().replace("\n", ",") + "]");
        return files;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 14, 21, 28, 35})
    void inAnyFormatWithAnyNumberOfThreads(long seed) throws IOException {
        var input = Folders.write(folder.resolve("in"), files(new Random(seed)));
        FileMasking.run(Folders.plan(input, folder.resolve("one"), 1, false), (_, _, _) -> {});
        FileMasking.run(Folders.plan(input, folder.resolve("many"), 8, false), (_, _, _) -> {});
        var results = Folders.read(folder.resolve("one"));
        assertThat(Folders.read(folder.resolve("many"))).isEqualTo(results);
        for (var file : List.of("a.txt", "b.md", "c.csv", "d.jsonl", "e.json")) {
            var before = Files.readString(input.resolve(file));
            var after = Files.readString(folder.resolve("one").resolve(file));
            assertNoMoreRemains(file, after, before);
            assertThat(after.lines().count())
                    .as("lines of " + file)
                    .isEqualTo(before.lines().count());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void inAnyDocumentAndSheet(long seed) throws Exception {
        var random = new Random(seed);
        var cells = new ArrayList<String>();
        for (var i = 0; i < 40; i++) {
            cells.add(cell(random).replaceAll("[\\t\\n]", " "));
        }
        var document = document(cells, random);
        var sheet = sheet(cells);
        for (var i = 0; i < cells.size(); i++) {
            assertNoMoreRemains("a paragraph", document.get(i), cells.get(i));
            assertNoMoreRemains("a cell", sheet.get(i), cells.get(i));
        }
    }

    /** Paragraphs in runs of a few characters, masked and read again. */
    private List<String> document(List<String> paragraphs, Random random) throws Exception {
        var file = folder.resolve("a.docx");
        try (var document = new XWPFDocument();
                var out = Files.newOutputStream(file)) {
            for (var text : paragraphs) {
                var paragraph = document.createParagraph();
                for (var at = 0; at < text.length(); ) {
                    var end = Math.min(text.length(), at + 1 + random.nextInt(9));
                    paragraph.createRun().setText(text.substring(at, end));
                    at = end;
                }
            }
            document.write(out);
        }
        try (var read = new XWPFDocument(masked(file))) {
            return read.getParagraphs().stream().map(XWPFParagraph::getText).toList();
        }
    }

    private List<String> sheet(List<String> cells) throws Exception {
        var file = folder.resolve("a.xlsx");
        try (var workbook = new XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            var sheet = workbook.createSheet("sheet");
            for (var i = 0; i < cells.size(); i++) {
                sheet.createRow(i).createCell(1).setCellValue(cells.get(i));
            }
            workbook.write(out);
        }
        try (var read = new XSSFWorkbook(masked(file))) {
            var texts = new ArrayList<String>();
            read.getSheetAt(0).forEach(row -> texts.add(row.getCell(1).getStringCellValue()));
            return texts;
        }
    }

    private static InputStream masked(Path file) throws Exception {
        var out = new ByteArrayOutputStream();
        new OfficeDocument(Folders.masker()).mask(file, out);
        return new ByteArrayInputStream(out.toByteArray());
    }

    /** A value remains at most as often as in the whole file masked as one text: where the scanner finds none. */
    private static void assertNoMoreRemains(String file, String after, String before) {
        var masked = Folders.MASKING.mask(before).text();
        for (var value : VALUES) {
            assertThat(count(after, value)).as(value + " in " + file).isLessThanOrEqualTo(count(masked, value));
        }
    }

    private static int count(String text, String value) {
        return (text.length() - text.replace(value, "").length()) / value.length();
    }

    @Test
    void aValueAcrossTheEndOfAPieceIsFoundWhereverItLies() throws Exception {
        for (var before = 150; before < 230; before += 3) {
            var text = "word ".repeat(40).substring(0, Math.min(before, 200)) + "x".repeat(Math.max(0, before - 200))
                    + " +86 138 0000 0002 " + "more words ".repeat(40);
            var out = new StringWriter();
            new TextDocument(Folders.masker(), 200).mask(new StringReader(text), out);
            assertThat(out.toString())
                    .as("at " + before)
                    .doesNotContain("138 0000")
                    .contains("PHONE_", "more words");
        }
    }

    @Test
    void aLongTextReadInPiecesIsTheSameAsReadAtOnce() throws Exception {
        var random = new Random(7);
        var lines = new ArrayList<String>();
        for (var i = 0; i < 3000; i++) {
            lines.add(cell(random).replace("\n", " "));
        }
        var text = String.join("\n", lines);
        var pieces = new StringWriter();
        new TextDocument(Folders.masker(), 4000).mask(new StringReader(text), pieces);
        assertThat(pieces.toString().lines().count()).isEqualTo(text.lines().count());
        assertNoMoreRemains("a long text", pieces.toString(), text);
    }
}

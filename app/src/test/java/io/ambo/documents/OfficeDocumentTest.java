package io.ambo.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ooxml.POIXMLDocument;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Office documents are masked in place; what another library reads from the result holds no value. */
class OfficeDocumentTest {

    private static final String PHONE = "13800000000";
    private static final String EMAIL = "li.lei@example.com";
    private static final List<String> VALUES = List.of(PHONE, EMAIL, "李雷", "韩梅梅", "Zhang Wei", "Secret Author");

    @TempDir
    Path folder;

    private final PassageMasker masker = Folders.masker();

    private byte[] masked(byte[] document, String name) throws IOException, Obstacle.Met {
        var out = new ByteArrayOutputStream();
        new OfficeDocument(masker).mask(Files.write(folder.resolve(name), document), out);
        return out.toByteArray();
    }

    private static byte[] bytes(POIXMLDocument document) throws IOException {
        var out = new ByteArrayOutputStream();
        document.getProperties().getCoreProperties().setCreator("Secret Author");
        document.getProperties().getExtendedProperties().setCompany("李雷的公司");
        document.write(out);
        document.close();
        return out.toByteArray();
    }

    private static Map<String, String> parts(byte[] packed) throws IOException {
        var parts = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private static void assertClean(byte[] packed) throws IOException {
        assertThat(parts(packed))
                .allSatisfy((part, text) -> assertThat(text).as(part).doesNotContain(VALUES));
    }

    @Test
    void runsHeadersTablesAndLinksOfATextAreMaskedAndTheRestStays() throws Exception {
        var document = new XWPFDocument();
        var paragraph = document.createParagraph();
        var first = paragraph.createRun();
        first.setText("请致电138");
        first.setBold(true);
        paragraph.createRun().setText("0000");
        paragraph.createRun().setText("0000，谢谢");
        document.createHeader(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT)
                .createParagraph()
                .createRun()
                .setText("mail " + EMAIL);
        document.createFootnote().createParagraph().createRun().setText("phone " + PHONE);
        document.createParagraph().createHyperlinkRun("mailto:" + EMAIL).setText("write");
        var table = document.createTable(2, 2);
        table.getRow(0).getCell(0).setText("姓名");
        table.getRow(0).getCell(1).setText("城市");
        table.getRow(1).getCell(0).setText("李雷");
        table.getRow(1).getCell(1).setText("上海");
        var masked = masked(bytes(document), "letter.docx");
        assertClean(masked);
        try (var read = new XWPFDocument(new ByteArrayInputStream(masked))) {
            var runs = read.getParagraphs().getFirst().getRuns();
            assertThat(runs.getFirst().text()).matches("请致电PHONE_\\w+");
            assertThat(runs.getFirst().isBold()).isTrue();
            assertThat(read.getParagraphs().getFirst().getText()).matches("请致电PHONE_\\w+，谢谢");
            assertThat(read.getTables().getFirst().getText()).matches("姓名\t城市\nPERSON_\\w+\t上海\n");
            assertThat(read.getProperties().getCoreProperties().getCreator()).isNullOrEmpty();
        }
        assertThat(masker.notes()).anyMatch(note -> note.startsWith("removed:docProps/"));
    }

    @Test
    void cellsNumbersFormulasCommentsAndHiddenSheetsOfAWorkbookAreMasked() throws Exception {
        var workbook = new XSSFWorkbook();
        var sheet = workbook.createSheet("people");
        row(sheet.createRow(0), "姓名", "手机", "城市");
        row(sheet.createRow(1), "李雷", PHONE, "上海");
        row(sheet.createRow(2), "韩梅梅", "", "北京");
        sheet.getRow(2).createCell(1).setCellValue(13_800_000_000.0);
        sheet.getRow(2).createCell(3).setCellValue(1.5);
        sheet.getRow(1).createCell(4).setCellFormula("\"call \"&\"" + PHONE + "\"");
        var helper = workbook.getCreationHelper();
        var link = helper.createHyperlink(HyperlinkType.EMAIL);
        link.setAddress("mailto:" + EMAIL);
        sheet.getRow(1).getCell(2).setHyperlink(link);
        var comment = sheet.createDrawingPatriarch().createCellComment(helper.createClientAnchor());
        comment.setString(helper.createRichTextString("ask " + EMAIL));
        comment.setAuthor("Secret Author");
        sheet.getRow(1).getCell(0).setCellComment(comment);
        var hidden = workbook.createSheet("hidden");
        hidden.createRow(0).createCell(0).setCellValue("mail " + EMAIL);
        workbook.setSheetHidden(1, true);
        var masked = masked(bytes(workbook), "people.xlsx");
        assertClean(masked);
        try (var read = new XSSFWorkbook(new ByteArrayInputStream(masked))) {
            var people = read.getSheet("people");
            assertThat(people.getRow(0).getCell(0).getStringCellValue()).isEqualTo("姓名");
            assertThat(people.getRow(1).getCell(0).getStringCellValue()).matches("PERSON_\\w+");
            assertThat(people.getRow(1).getCell(2).getStringCellValue()).isEqualTo("上海");
            assertThat(people.getRow(2).getCell(1).getStringCellValue())
                    .isEqualTo(people.getRow(1).getCell(1).getStringCellValue());
            assertThat(people.getRow(2).getCell(3).getNumericCellValue()).isEqualTo(1.5);
            assertThat(read.getSheet("hidden").getRow(0).getCell(0).getStringCellValue())
                    .matches("mail EMAIL_\\w+");
        }
        assertThat(masker.notes()).contains("numbers-became-texts");
    }

    private static void row(org.apache.poi.xssf.usermodel.XSSFRow row, String... cells) {
        for (var i = 0; i < cells.length; i++) {
            row.createCell(i).setCellValue(cells[i]);
        }
    }

    @Test
    void slidesAndTheirNotesAreMaskedAndPicturesAreBlank() throws Exception {
        var show = new XMLSlideShow();
        var slide = show.createSlide();
        slide.createTextBox().setText("call " + PHONE);
        show.getNotesSlide(slide).createTextBox().setText("Name: Zhang Wei, mail " + EMAIL);
        var picture = show.addPicture(
                ("GIF89a " + PHONE).getBytes(StandardCharsets.US_ASCII),
                org.apache.poi.sl.usermodel.PictureData.PictureType.GIF);
        slide.createPicture(picture);
        var masked = masked(bytes(show), "slides.pptx");
        assertClean(masked);
        try (var read = new XMLSlideShow(new ByteArrayInputStream(masked))) {
            assertThat(read.getSlides()).hasSize(1);
            assertThat(read.getSlides().getFirst().getShapes().toString()).isNotEmpty();
        }
        assertThat(masker.notes()).anyMatch(note -> note.startsWith("removed:ppt/media/"));
    }

    @Test
    void aDocumentInADocumentIsMaskedToo() throws Exception {
        var inner = new XWPFDocument();
        inner.createParagraph().createRun().setText("call " + PHONE);
        var outer = new XWPFDocument();
        outer.createParagraph().createRun().setText("nothing");
        var parts = new TreeMap<String, byte[]>();
        parts(bytes(outer)).forEach((name, text) -> parts.put(name, text.getBytes(StandardCharsets.UTF_8)));
        parts.put("word/embeddings/inner.docx", bytes(inner));
        parts.put("word/embeddings/object.bin", PHONE.getBytes(StandardCharsets.US_ASCII));
        var masked = masked(zip(parts), "outer.docx");
        var result = parts(masked);
        assertThat(result.get("word/embeddings/object.bin")).isEmpty();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(masked))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("inner.docx")) {
                    assertClean(zip.readAllBytes());
                }
            }
        }
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }

    @Test
    void whatIsNoDocumentOrADangerousOneIsRefused() throws IOException {
        assertMet(zip(Map.of("a.txt", new byte[1])), Obstacle.BROKEN);
        assertMet(
                zip(Map.of("[Content_Types].xml", new byte[1 << 20], "word/document.xml", new byte[1 << 28])),
                Obstacle.TOO_LARGE);
        var types = "<Types/>".getBytes(StandardCharsets.UTF_8);
        for (var xml : List.of(
                "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a><b></a>", "<a", "", "<a x=1/>", "<a></a></b>")) {
            assertMet(
                    zip(Map.of(
                            "[Content_Types].xml", types, "word/document.xml", xml.getBytes(StandardCharsets.UTF_8))),
                    Obstacle.BROKEN);
        }
    }

    @Test
    void commentsOfXmlGoAndCellsOfDisorderedSheetsAreAllRead() throws Exception {
        var sheet = "<?xml version=\"1.0\"?><!-- " + PHONE + " --><worksheet><sheetData><row>"
                + "<c r=\"A1\" t=\"str\"><v>" + PHONE + "</v></c><c r=\"A1\" t=\"str\"><v>" + EMAIL + "</v></c>"
                + "<c r=\"ZZZ1\" t=\"inlineStr\"><is><t>" + EMAIL + "</t></is></c><c><v>" + PHONE + "</v></c>"
                + "</row></sheetData></worksheet><?note " + PHONE + "?>";
        var custom = "<a b='" + EMAIL + "'><![CDATA[" + PHONE + "]]>&#49;3800000000</a>";
        var masked = parts(masked(
                zip(Map.of(
                        "[Content_Types].xml", "<Types/>".getBytes(StandardCharsets.UTF_8),
                        "xl/worksheets/sheet1.xml", sheet.getBytes(StandardCharsets.UTF_8),
                        "customXml/item1.xml", custom.getBytes(StandardCharsets.UTF_8))),
                "odd.xlsx"));
        assertThat(masked.get("xl/worksheets/sheet1.xml"))
                .doesNotContain(PHONE, EMAIL)
                .startsWith("<?xml version=\"1.0\"?><worksheet>")
                .containsPattern("(EMAIL_\\w+.*){2}");
        assertThat(masked.get("customXml/item1.xml")).matches("<a b='EMAIL_\\w+'>PHONE_\\w+PHONE_\\w+</a>");
    }

    @Test
    void whoWroteAndWhereItLayGoes() throws Exception {
        var people = "<cmAuthorLst><cmAuthor id='0' name='Made Upname' initials='MU'/></cmAuthorLst>";
        var book =
                "<workbook><absPath url='C:\\Documents and Settings\\mupname\\'/><fileSharing userName='mupname'/></workbook>";
        var links =
                "<Relationships><Relationship Id='rId1' Target='file:///C:/data/mupname/a.dotm' TargetMode='External'/>"
                        + "<Relationship Id='rId2' Target='https://example.com/home/a' TargetMode='External'/></Relationships>";
        var masked = parts(masked(
                zip(Map.of(
                        "[Content_Types].xml", "<Types/>".getBytes(StandardCharsets.UTF_8),
                        "ppt/commentAuthors.xml", people.getBytes(StandardCharsets.UTF_8),
                        "xl/workbook.xml", book.getBytes(StandardCharsets.UTF_8),
                        "word/_rels/settings.xml.rels", links.getBytes(StandardCharsets.UTF_8))),
                "people.xlsx"));
        assertThat(masked.values()).allSatisfy(part -> assertThat(part).doesNotContain("Upname", "mupname", "MU"));
        assertThat(masked.get("word/_rels/settings.xml.rels")).contains("about:blank", "https://example.com/home/a");
    }

    @Test
    void whateverIsBrokenInAPartIsMetAndNothingElse() throws Exception {
        var random = new Random(3);
        var document = new XWPFDocument();
        document.createParagraph().createRun().setText("call " + PHONE + " & <" + EMAIL + ">");
        document.createTable(2, 2).getRow(1).getCell(1).setText(PHONE);
        var whole = new TreeMap<String, byte[]>();
        parts(bytes(document)).forEach((name, text) -> whole.put(name, text.getBytes(StandardCharsets.UTF_8)));
        var text = parts(zip(whole)).getOrDefault("word/document.xml", "");
        for (var i = 0; i < 300; i++) {
            var from = random.nextInt(text.length());
            var to = Math.min(text.length(), from + random.nextInt(20));
            var other = List.of("", "<", ">", "\"", "&#x110000;", "]]>", "<!--", "/")
                    .get(random.nextInt(8));
            whole.put(
                    "word/document.xml",
                    (text.substring(0, from) + other + text.substring(to)).getBytes(StandardCharsets.UTF_8));
            try {
                assertThat(masked(zip(whole), "broken.docx")).isNotEmpty();
            } catch (Obstacle.Met met) {
                assertThat(met.obstacle()).isEqualTo(Obstacle.BROKEN);
            }
        }
    }

    private void assertMet(byte[] document, Obstacle obstacle) {
        assertThatThrownBy(() -> masked(document, "bad.docx"))
                .isInstanceOf(Obstacle.Met.class)
                .hasMessage(obstacle.id());
    }
}

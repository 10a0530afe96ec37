package io.ambo.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Masks a document of Office (docx, xlsx, pptx): a package of parts, most of them XML. Every part is either looked into or
 * not in the result: properties are left out, pictures are replaced by an empty one, and other parts by nothing.
 */
final class OfficeDocument {

    private static final int MOST_PARTS = 10_000;
    private static final int MOST_BYTES = 1 << 28;
    private static final int MOST_DEPTH = 2;

    private static final String TYPES = "[Content_Types].xml";
    private static final String STRINGS = "xl/sharedStrings.xml";
    private static final String SHEETS = "xl/worksheets/[^/]+\\.xml";
    private static final String PROPERTIES = "docProps/.*|_xmlsignatures/.*";

    /** A picture of one transparent point. */
    private static final byte[] BLANK = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static final Set<String> PICTURES =
            Set.of("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp");
    private static final Set<String> FONTS = Set.of("odttf", "fntdata", "ttf", "otf");
    private static final Set<String> PACKAGES = Set.of("docx", "xlsx", "pptx");

    private final PassageMasker masker;
    private final String prefix;
    private final int depth;
    private int left = MOST_BYTES;

    OfficeDocument(PassageMasker masker) {
        this(masker, "", 0);
    }

    private OfficeDocument(PassageMasker masker, String prefix, int depth) {
        this.masker = masker;
        this.prefix = prefix;
        this.depth = depth;
    }

    void mask(Path file, OutputStream out) throws IOException, Obstacle.Met {
        if (Files.size(file) > MOST_BYTES) {
            throw new Obstacle.Met(Obstacle.TOO_LARGE);
        }
        mask(Files.readAllBytes(file), out);
    }

    private void mask(byte[] packed, OutputStream out) throws IOException, Obstacle.Met {
        var parts = read(packed);
        if (!parts.containsKey(TYPES)) {
            throw new Obstacle.Met(Obstacle.BROKEN);
        }
        requireHarmlessNames(List.copyOf(parts.keySet()));
        var masked = masked(parts);
        var zip = new ZipOutputStream(out);
        for (var part : masked.entrySet()) {
            var entry = new ZipEntry(part.getKey());
            entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write(part.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    /** Every part by its name, as long as it is not too much. */
    private Map<String, byte[]> read(byte[] packed) throws IOException, Obstacle.Met {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var bytes = zip.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0 || parts.size() == MOST_PARTS) {
                    throw new Obstacle.Met(Obstacle.TOO_LARGE);
                }
                if (!entry.isDirectory() && parts.put(entry.getName(), bytes) != null) {
                    throw new Obstacle.Met(Obstacle.BROKEN);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new Obstacle.Met(Obstacle.BROKEN);
        }
        return parts;
    }

    /** Parts are named by programs; a name with a value in it cannot be changed, since others refer to it. */
    private void requireHarmlessNames(List<String> names) throws Obstacle.Met {
        for (var name : names) {
            var words = List.of(name.substring(name.lastIndexOf('/') + 1));
            if (!masker.tried(words).equals(words)) {
                throw new Obstacle.Met(Obstacle.BROKEN);
            }
        }
    }

    private Map<String, byte[]> masked(Map<String, byte[]> parts) throws IOException, Obstacle.Met {
        var workbook = new Workbook(parts);
        var masked = new LinkedHashMap<String, byte[]>();
        for (var part : parts.entrySet()) {
            var name = part.getKey();
            if (name.matches(PROPERTIES)) {
                masker.note("removed:" + prefix + name);
            } else if (workbook.sheets.containsKey(name)) {
                masked.put(name, workbook.sheets.getOrDefault(name, part.getValue()));
            } else {
                masked.put(name, masked(name, part.getValue()));
            }
        }
        return masked;
    }

    private byte[] masked(String name, byte[] bytes) throws IOException, Obstacle.Met {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (name.equals(TYPES) || ending.equals("rels")) {
            var part = XmlPart.of(bytes);
            PackageLinks.mask(part, masker);
            return part.bytes();
        }
        if (ending.equals("xml") || ending.equals("vml") || ending.equals("svg")) {
            var part = XmlPart.of(bytes);
            PartMasking.mask(part, masker);
            return part.bytes();
        }
        if (PACKAGES.contains(ending)) {
            return embedded(name, bytes);
        }
        if (FONTS.contains(ending)) {
            masker.note("not-looked-into:" + prefix + name);
            return bytes;
        }
        masker.note("removed:" + prefix + name);
        return PICTURES.contains(ending) ? BLANK.clone() : new byte[0];
    }

    /** A document in a document. */
    private byte[] embedded(String name, byte[] bytes) throws IOException, Obstacle.Met {
        if (depth == MOST_DEPTH) {
            throw new Obstacle.Met(Obstacle.TOO_LARGE);
        }
        var out = new ByteArrayOutputStream();
        var inner = new OfficeDocument(masker, prefix + name + "/", depth + 1);
        inner.left = left;
        inner.mask(bytes, out);
        left = inner.left;
        return out.toByteArray();
    }

    /** The sheets of a workbook and the strings that they share, which are masked together. */
    private final class Workbook {

        private final Map<String, byte[]> sheets = new LinkedHashMap<>();

        Workbook(Map<String, byte[]> parts) throws Obstacle.Met {
            var masking = new SheetMasking(masker);
            var strings = parts.get(STRINGS);
            if (strings != null) {
                masking.readStrings(XmlPart.of(strings));
            }
            for (var part : parts.entrySet()) {
                if (part.getKey().matches(SHEETS)) {
                    var sheet = XmlPart.of(part.getValue());
                    masking.mask(sheet);
                    PartMasking.mask(sheet, Set.of("v"), masker);
                    sheets.put(part.getKey(), sheet.bytes());
                }
            }
            if (strings != null) {
                var part = XmlPart.of(strings);
                masking.maskStrings(part);
                sheets.put(STRINGS, part.bytes());
            }
        }
    }
}

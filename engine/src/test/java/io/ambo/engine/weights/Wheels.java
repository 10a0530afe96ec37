package io.ambo.engine.weights;

import io.ambo.engine.host.Digests;
import io.ambo.engine.process.Recipes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small wheels made here. */
public final class Wheels {
    private Wheels() {}

    /** A wheel named demo 1.0 with the entries. */
    public static Path demo(Path folder, Map<String, byte[]> entries) throws IOException {
        Files.createDirectories(folder);
        Path wheel = folder.resolve("demo-1.0-py3-none-any.whl");
        try (OutputStream out = Files.newOutputStream(wheel);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
            put(zip, "demo-1.0.dist-info/METADATA", text("Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n"));
            put(
                    zip,
                    "demo-1.0.dist-info/WHEEL",
                    text("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"));
            put(zip, "demo-1.0.dist-info/RECORD", text(""));
        }
        return wheel;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static WheelPin pin(Path wheel) throws IOException {
        return pin(wheel, Digests.of(wheel));
    }

    public static WheelPin pin(Path wheel, String sha256) throws IOException {
        return new WheelPin("demo", "1.0", List.of(Recipes.file("any", sha256, Files.size(wheel), 1000)));
    }

    /** The client finds wheels in this folder and nowhere else. */
    public static Map<String, String> onlyFrom(Path folder) {
        return Map.of("PIP_NO_INDEX", "1", "PIP_FIND_LINKS", folder.toString());
    }
}

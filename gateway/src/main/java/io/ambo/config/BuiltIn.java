package io.ambo.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;

/** The documents packaged with the program, in its jar or in the folder of compiled classes. */
final class BuiltIn {

    static final String ROOT = "catalog/";
    private static final String ANCHOR = "/catalog/policies/default.yaml";

    private BuiltIn() {}

    /** Content by name, for example {@code catalog/policies/default.yaml}; sorted. */
    static Map<String, byte[]> documents() {
        var anchor = Objects.requireNonNull(BuiltIn.class.getResource(ANCHOR), "the catalogue is not packed");
        var documents = new TreeMap<String, byte[]>();
        try {
            for (var name : anchor.getProtocol().equals("jar") ? inJar(anchor) : inFolder(anchor)) {
                try (InputStream stream = Objects.requireNonNull(BuiltIn.class.getResourceAsStream("/" + name))) {
                    documents.put(name, stream.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    private static List<String> inJar(URL anchor) throws IOException {
        var connection = (JarURLConnection) anchor.openConnection();
        return connection.getJarFile().stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(ROOT) && name.endsWith(".yaml"))
                .toList();
    }

    private static List<String> inFolder(URL anchor) throws IOException {
        try {
            var folder = Path.of(anchor.toURI()).resolveSibling("..").normalize();
            try (var files = Files.walk(folder)) {
                return files.filter(file -> file.toString().endsWith(".yaml"))
                        .map(file -> ROOT + folder.relativize(file).toString().replace('\\', '/'))
                        .toList();
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}

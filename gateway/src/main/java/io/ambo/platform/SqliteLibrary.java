package io.ambo.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once per version into our own folder. By default the driver unpacks it for every
 * process into the system's temporary folder, and compares it byte by byte. (It also deletes every file there whose
 * name starts with {@code sqlite-}, so ours does not.)
 */
final class SqliteLibrary {

    private SqliteLibrary() {}

    /** If this fails, the driver unpacks the library itself, inside the same folder. */
    static void unpack(Path scratch) {
        System.setProperty("org.sqlite.tmpdir", scratch.toString());
        var name = LibraryLoaderUtil.getNativeLibName();
        var folder = scratch.resolve("native-sqlite-" + SQLiteJDBCLoader.getVersion());
        try (var packed =
                SqliteLibrary.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (packed == null) {
                return;
            }
            if (!Files.exists(folder.resolve(name))) {
                PrivateFiles.makeFolder(folder);
                PrivateFiles.replace(folder.resolve(name), packed.readAllBytes());
            }
            System.setProperty("org.sqlite.lib.path", folder.toString());
        } catch (IOException e) {
            System.getLogger(SqliteLibrary.class.getName())
                    .log(System.Logger.Level.DEBUG, "SQLite's library was not unpacked into " + folder, e);
        }
    }
}

package io.ambo.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once for each version into a folder of ours. Left to itself the driver unpacks it
 * anew for every process, into the system's folder for temporary files, and compares it byte by byte. (It also deletes
 * whatever in that folder begins with {@code sqlite-}, so ours does not.)
 */
final class SqliteLibrary {

    private SqliteLibrary() {}

    /** If it cannot be done here, the driver does it in its own way, inside the same folder. */
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

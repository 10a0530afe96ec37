package io.ambo.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of files and texts. */
final class Hashes {

    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of several texts; different lists of texts have different ones. */
    static String of(List<String> texts) {
        var digest = sha256();
        for (var text : texts) {
            digest.update((text.length() + ":" + text).getBytes(UTF_8));
        }
        return hex(digest);
    }

    static FileRecord.Hashed of(Path file) throws IOException {
        var digest = sha256();
        var length = 0L;
        var buffer = new byte[1 << 16];
        try (var in = Files.newInputStream(file)) {
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                length += read;
            }
        }
        return new FileRecord.Hashed(hex(digest), length);
    }
}

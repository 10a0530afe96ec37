package io.ambo.taggers;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes one part of a model as bytes, compressed. */
final class ModelWriter {

    private ModelWriter() {}

    static byte[] write(Part part) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var output =
                new DataOutputStream(new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION)))) {
            part.write(output);
        }
        return bytes.toByteArray();
    }

    /** Writes what {@link Model} reads. */
    interface Part {

        void write(DataOutputStream output) throws IOException;
    }
}

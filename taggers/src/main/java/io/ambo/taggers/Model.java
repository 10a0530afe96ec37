package io.ambo.taggers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.InflaterInputStream;

/** A lexicon and the weights that were trained with it, read from the resources of this package. */
record Model<L>(L lexicon, Weights weights) {

    static Model<ChineseLexicon> chinese() {
        return new Model<>(read("zh-lexicon.bin", ChineseLexicon::read), read("zh-weights.bin", Weights::read));
    }

    static Model<EnglishLexicon> english() {
        return new Model<>(read("en-lexicon.bin", EnglishLexicon::read), read("en-weights.bin", Weights::read));
    }

    private static <T> T read(String resource, Reader<T> reader) {
        try (var stream = Objects.requireNonNull(Model.class.getResourceAsStream(resource), resource)) {
            return read(stream, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(InputStream stream, Reader<T> reader) throws IOException {
        return reader.read(new DataInputStream(new BufferedInputStream(new InflaterInputStream(stream), 1 << 16)));
    }

    /** Reads one part of a model. */
    interface Reader<T> {

        T read(DataInputStream input) throws IOException;
    }
}

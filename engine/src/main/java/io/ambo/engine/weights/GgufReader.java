package io.ambo.engine.weights;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the named values at the head of a GGUF file, versions 2 and 3, little-endian. Every length is held against what
 * is left of the file before it is believed.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>
 */
final class GgufReader {
    private static final int MAGIC = 0x46554747;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final long MOST_TOKENS = 100_000_000;
    private static final long MOST_CACHE_BYTES = 1L << 30;
    private static final int DEEPEST = 4;
    private static final int TEXT = 8;
    private static final int ARRAY = 9;
    private static final int[] WIDTHS = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    private final InputStream in;
    private long left;

    private GgufReader(InputStream in, long bytes) {
        this.in = in;
        this.left = bytes;
    }

    static GgufHeader read(Path file) throws WeightsException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long bytes = Files.size(file);
            GgufHeader header = new GgufFacts(new GgufReader(in, bytes).values(), bytes).header();
            requirePossible(header);
            return header;
        } catch (EOFException | Malformed e) {
            throw new WeightsException(
                    new WeightsFailure.NotGguf(String.valueOf(file.getFileName()), String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw WeightsException.unusable(e);
        }
    }

    /** Figures that no model has make every sum of them wrong. */
    private static void requirePossible(GgufHeader header) throws Malformed {
        if (header.context() < 0 || header.context() > MOST_TOKENS) {
            throw new Malformed("it claims a context of " + Long.toUnsignedString(header.context()) + " tokens");
        }
        if (header.cacheBytesPerToken() < 0 || header.cacheBytesPerToken() > MOST_CACHE_BYTES) {
            throw new Malformed(
                    "it claims a cache of " + Long.toUnsignedString(header.cacheBytesPerToken()) + " bytes a token");
        }
    }

    private Map<String, Object> values() throws IOException, Malformed {
        if (left < 24 || (int) number(4) != MAGIC) {
            throw new Malformed("it does not begin with GGUF");
        }
        long version = number(4);
        if (version < 2 || version > 3) {
            throw new Malformed("version " + version + " is not 2 or 3");
        }
        number(8); // tensors
        long count = number(8);
        if (count < 0 || count > left) {
            throw new Malformed("it claims " + count + " values");
        }
        Map<String, Object> values = new HashMap<>();
        for (long at = 0; at < count; at++) {
            String key = text();
            values.put(key, value((int) number(4), 0));
        }
        return values;
    }

    /** A text, a long (numbers; floats as their bits), or what stands for an array. */
    private Object value(int type, int depth) throws IOException, Malformed {
        return switch (type) {
            case TEXT -> text();
            case ARRAY -> array(depth);
            default -> number(width(type)); // every other type is a number, or refused by its width
        };
    }

    private static int width(int type) throws Malformed {
        if (type < 0 || type >= WIDTHS.length || WIDTHS[type] == 0) {
            throw new Malformed("it has a value of unknown type " + type);
        }
        return WIDTHS[type];
    }

    private Numbers array(int depth) throws IOException, Malformed {
        int type = (int) number(4);
        long count = number(8);
        if (count < 0 || count > left || depth > DEEPEST) {
            throw new Malformed("it claims a list of " + count);
        }
        long largest = 0;
        for (long at = 0; at < count; at++) {
            if (type == TEXT) {
                skip(length());
            } else if (type == ARRAY) {
                array(depth + 1);
            } else {
                largest = Math.max(largest, number(width(type)));
            }
        }
        return new Numbers(count, largest);
    }

    private String text() throws IOException, Malformed {
        long length = length();
        if (length > LONGEST_TEXT) {
            throw new Malformed("it claims a text of " + length + " bytes");
        }
        left -= length;
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("it ends within a text");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long length() throws IOException, Malformed {
        long length = number(8);
        if (length < 0 || length > left) {
            throw new Malformed("it claims a text of " + length + " bytes");
        }
        return length;
    }

    private void skip(long length) throws IOException {
        left -= length;
        in.skipNBytes(length);
    }

    private long number(int width) throws IOException {
        left -= width;
        byte[] bytes = in.readNBytes(width);
        if (bytes.length < width) {
            throw new EOFException("it ends within its head");
        }
        ByteBuffer wide = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        wide.put(bytes).clear();
        return wide.getLong();
    }

    /**
     * What is kept of a list.
     *
     * @param count its length
     * @param largest its largest number; 0 for texts
     */
    record Numbers(long count, long largest) {}

    /** Says what is wrong with the head. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String complaint) {
            super(complaint);
        }
    }
}

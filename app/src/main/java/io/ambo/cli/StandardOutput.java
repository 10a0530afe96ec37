package io.ambo.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Standard output that knows why a write failed: the reader of a pipe may close it, but a full disk is a failure. */
final class StandardOutput extends PrintStream {

    private static final String CLOSED_PIPE = "Broken pipe";

    private final Watched watched;

    StandardOutput(OutputStream out, Charset charset) {
        this(new Watched(out), charset);
    }

    private StandardOutput(Watched watched, Charset charset) {
        super(new BufferedOutputStream(watched), true, charset);
        this.watched = watched;
    }

    /** The process's own. */
    static StandardOutput system() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out), System.out.charset());
    }

    /** Whether a write failed because the reader of a pipe has closed it, as {@code head} does. */
    boolean readerLeft() {
        var failure = watched.failure;
        return failure != null && String.valueOf(failure.getMessage()).contains(CLOSED_PIPE);
    }

    /**
     * Whether standard output is a terminal, whatever standard input is; where that cannot be known, what the console
     * says.
     */
    static boolean isTerminal(BooleanSupplier console) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/") && !target.equals("/dev/null");
        } catch (IOException | UnsupportedOperationException _) {
            return console.getAsBoolean();
        }
    }

    private static final class Watched extends FilterOutputStream {

        private volatile @Nullable IOException failure;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}

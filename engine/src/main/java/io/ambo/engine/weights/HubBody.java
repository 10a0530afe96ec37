package io.ambo.engine.weights;

import io.ambo.engine.host.EngineEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;

/** Reads what a hub sends and writes it down; says whether the line was cut or the disk is full. */
record HubBody(HubFile file, EngineEnvironment environment) {
    static final long MARGIN = 32L << 20;

    InputStream open(HttpURLConnection answer) throws TransferInterruptedException {
        try {
            return answer.getInputStream();
        } catch (IOException e) {
            throw new TransferInterruptedException(HubLine.host(file.hub()), e);
        }
    }

    int read(InputStream in, byte[] buffer) throws TransferInterruptedException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new TransferInterruptedException(HubLine.host(file.hub()), e);
        }
    }

    /** A disk that fills up meanwhile is told as such; what is on it stays for the next time. */
    void write(OutputStream out, byte[] buffer, int length, long left) throws IOException, WeightsException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            long free = environment.freeSpace().at(environment.weights());
            if (free < MARGIN) {
                throw new WeightsException(new WeightsFailure.DiskFull(left + MARGIN, free));
            }
            throw e;
        }
    }
}

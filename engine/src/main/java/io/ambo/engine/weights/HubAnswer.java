package io.ambo.engine.weights;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The head of a hub's answer to the question for a file, believed only as far as it agrees with itself and the pin. */
record HubAnswer(HttpURLConnection answer, HubFile file) {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");
    private static final long MOST = 1L << 42;

    String host() {
        return HubLine.host(URI.create(answer.getURL().toString()));
    }

    /** It goes on after the bytes that were asked to be left out. */
    boolean continues() throws IOException {
        return answer.getResponseCode() == HttpURLConnection.HTTP_PARTIAL;
    }

    boolean outOfRange() throws IOException {
        return answer.getResponseCode() == 416;
    }

    /** The size of the whole file. */
    long total(long here) throws IOException, WeightsException {
        int status = answer.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
            throw new WeightsException(new WeightsFailure.Refused(host(), status));
        }
        long said = continues() ? ofRange(here) : answer.getContentLengthLong();
        long total = said < 0 ? file.bytes().orElse(-1L) : said;
        if (total <= 0 || total > MOST) {
            throw new WeightsException(new WeightsFailure.NoSize(file.fileName()));
        }
        if (file.bytes().isPresent() && file.bytes().get() != total) {
            throw new WeightsException(
                    new WeightsFailure.WrongSize(file.fileName(), file.bytes().get(), total));
        }
        return total;
    }

    private long ofRange(long here) throws WeightsException {
        Matcher range = RANGE.matcher(String.valueOf(answer.getHeaderField("Content-Range")));
        if (!range.matches() || Long.parseLong(range.group(1)) != here) {
            throw new WeightsException(new WeightsFailure.NoSize(file.fileName()));
        }
        return Long.parseLong(range.group(2));
    }

    /** What names this version of the file for later questions; weak marks promise nothing about bytes. */
    @Nullable
    String mark() {
        String mark = answer.getHeaderField("ETag");
        return mark == null || mark.startsWith("W/") ? null : mark;
    }
}

package io.ambo.format;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an address that holds its data itself says (RFC 2397): the media type by its usual name, without parameters, and
 * the data in base 64. Where the data's first bytes tell what it is, they are believed rather than the name.
 */
record DataUrl(String mediaType, String data) {

    private static final String SCHEME = "data:";
    private static final String ENCODING = ";base64";

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "image/jpg", "image/jpeg",
            "image/pjpeg", "image/jpeg",
            "image/x-png", "image/png",
            "application/x-pdf", "application/pdf");

    /** Beginnings of files in base 64. */
    private static final Map<String, String> BEGINNINGS = Map.of(
            "/9j/", "image/jpeg",
            "iVBORw0KGgo", "image/png",
            "R0lGOD", "image/gif",
            "UklGR", "image/webp",
            "JVBERi", "application/pdf");

    /** Nothing for an address that holds no data in base 64. */
    static Optional<DataUrl> of(String url) {
        var comma = url.indexOf(',');
        if (comma < 0 || !url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        var head = url.substring(SCHEME.length(), comma);
        var encoding = head.length() - ENCODING.length();
        return encoding >= 0 && head.regionMatches(true, encoding, ENCODING, 0, ENCODING.length())
                ? Optional.of(of(head.substring(0, encoding), url.substring(comma + 1)))
                : Optional.empty();
    }

    /** Data whose media type is only said, with parameters or by another name, or not at all. */
    static DataUrl of(String said, String data) {
        for (var beginning : BEGINNINGS.entrySet()) {
            if (data.startsWith(beginning.getKey())) {
                return new DataUrl(beginning.getValue(), data);
            }
        }
        var semicolon = said.indexOf(';');
        var type = (semicolon < 0 ? said : said.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        return new DataUrl(OTHER_NAMES.getOrDefault(type, type), data);
    }
}

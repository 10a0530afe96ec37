package io.ambo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The first request of some bytes, as RFC 9112 has it, with nothing forgiven but empty lines before it. */
final class StrictRequest {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern FIRST = Pattern.compile("(" + TOKEN + ") ([\\x21-\\x7e]+) HTTP/1\\.[01]");
    private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "):[ \\t]*([\\x20-\\x7e\\x80-\\xff\\t]*)");
    private static final Pattern ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private StrictRequest() {}

    /** Whether the bytes begin with the head of a request that is ours to serve. */
    static boolean takes(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        while (text.startsWith("\r\n")) {
            text = text.substring(2);
        }
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        var lines = List.of(text.substring(0, end).split("\r\n", -1));
        var first = FIRST.matcher(lines.getFirst());
        return first.matches() && !ESCAPE.matcher(first.group(2)).find() && fields(lines.subList(1, lines.size()));
    }

    private static boolean fields(List<String> lines) {
        var hosts = new ArrayList<String>();
        var lengths = new ArrayList<String>();
        var codings = new ArrayList<String>();
        for (var line : lines) {
            var field = FIELD.matcher(line);
            if (!field.matches()) {
                return false;
            }
            var value = field.group(2).strip().toLowerCase(Locale.ROOT);
            switch (field.group(1).toLowerCase(Locale.ROOT)) {
                case "host" -> hosts.add(value);
                case "content-length" -> lengths.add(value);
                case "transfer-encoding" -> codings.add(value);
                default -> {}
            }
        }
        return hosts.size() == 1
                && hosts.getFirst().matches("[A-Za-z0-9._\\[\\]:-]*")
                && lengths.stream().allMatch(length -> length.matches("[0-9]{1,18}"))
                && lengths.size() <= 1
                && (codings.isEmpty() || codings.equals(List.of("chunked")) && lengths.isEmpty());
    }
}

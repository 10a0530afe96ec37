package io.ambo;

import io.ambo.format.OpenAiChat;
import io.ambo.privacy.Finding;
import io.ambo.privacy.Scanner;
import io.ambo.standin.Recorded;
import io.ambo.wire.Body;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a body that left as if nothing in it were known to be harmless: every string, number and member name. */
final class Rescan {

    private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]{2,12}_[B-DF-HJ-NP-TV-Z2-9]{8,16}[;,.@]?");

    private Rescan() {}

    /** What is found in it, but for placeholders that stand where a password would. */
    static List<Finding> of(Recorded recorded, Scanner scanner) {
        var findings = new ArrayList<>(scanner.scan(everything(recorded.body())).findings());
        if (recorded.target().endsWith("/chat/completions")) {
            findings.addAll(
                    scanner.scan(OpenAiChat.read(recorded.body()).body()).findings());
        }
        findings.removeIf(
                finding -> PLACEHOLDER.matcher(text(recorded.body(), finding)).matches());
        return findings;
    }

    private static String text(byte[] body, Finding finding) {
        var ranges = finding.ranges();
        var text = new StringBuilder();
        for (var i = 0; i < ranges.length; i += 2) {
            text.append(new String(body, ranges[i], ranges[i + 1] - ranges[i], StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    /** A body in which nothing is known to be harmless. */
    static Body everything(byte[] bytes) {
        try {
            var index = JsonIndex.of(bytes);
            var spans = new ArrayList<TextSpan>();
            for (var node = 0; node < index.count(); node++) {
                switch (index.type(node)) {
                    case JsonIndex.STRING -> spans.add(TextSpan.of(Role.EXTRA, TextSpan.Form.JSON, node));
                    case JsonIndex.NAME -> spans.add(TextSpan.of(Role.EXTRA, TextSpan.Form.MEMBER_NAME, node));
                    case JsonIndex.NUMBER -> spans.add(TextSpan.of(Role.EXTRA, TextSpan.Form.NUMBER, node));
                    default -> {
                        // brackets and literals hold no text
                    }
                }
            }
            return new Body(index, spans, new int[0], new int[0]);
        } catch (JsonException e) {
            throw new AssertionError("what left is no JSON", e);
        }
    }
}

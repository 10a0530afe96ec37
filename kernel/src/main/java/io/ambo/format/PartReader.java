package io.ambo.format;

import static io.ambo.format.Objections.missing;
import static io.ambo.format.Objections.unsupported;
import static io.ambo.format.Objections.wrongType;

import io.ambo.format.Conversation.Document;
import io.ambo.format.Conversation.DocumentSource;
import io.ambo.format.Conversation.InlineFile;
import io.ambo.format.Conversation.InlineImage;
import io.ambo.format.Conversation.InlineText;
import io.ambo.format.Conversation.Link;
import io.ambo.format.Conversation.LinkedImage;
import io.ambo.format.Conversation.Marked;
import io.ambo.format.Conversation.Part;
import io.ambo.format.Conversation.Text;
import io.ambo.wire.JsonIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the content of messages of an OpenAI chat request, part by part; used for one request. */
final class PartReader {

    private static final KnownNames TEXT = KnownNames.of("type", "text", "cache_control");
    private static final KnownNames REFUSAL = KnownNames.of("type", "refusal", "cache_control");
    private static final KnownNames IMAGE = KnownNames.of("type", "image_url", "cache_control");
    private static final KnownNames ADDRESS = KnownNames.of("url");
    private static final KnownNames FILE = KnownNames.of("type", "file", "cache_control");
    private static final KnownNames FILE_DATA = KnownNames.of("filename", "file_data");

    /** What both formats call a picture. */
    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final JsonIndex index;
    private final DroppedMembers dropped;
    private int lastText = -1;

    PartReader(JsonIndex index, DroppedMembers dropped) {
        this.index = index;
        this.dropped = dropped;
    }

    /** The parts of a message; a text of nothing is none. */
    List<Part> content(int message) {
        var content = index.member(message, "content");
        var parts = new ArrayList<Part>();
        if (content < 0 || !index.is(content, JsonIndex.ARRAY)) {
            addText(content, parts);
            return parts;
        }
        for (var part = content + 1; part < index.next(content); part = index.next(part)) {
            var before = parts.size();
            part(part, parts);
            mark(part, parts, before);
        }
        return parts;
    }

    private void mark(int part, List<Part> parts, int before) {
        var mark = CacheMarks.of(index, part, dropped);
        if (mark.isEmpty()) {
            return;
        }
        if (parts.size() == before) {
            dropped.note(index.member(part, "cache_control"));
        } else {
            parts.set(parts.size() - 1, new Marked(parts.getLast(), mark.get()));
        }
    }

    private void part(int part, List<Part> parts) {
        var type = index.member(part, "type");
        switch (index.text(type)) {
            case "text" -> {
                dropped.noteAllBut(TEXT, part);
                addText(index.member(part, "text"), parts);
            }
            case "refusal" -> {
                dropped.noteAllBut(REFUSAL, part);
                addText(index.member(part, "refusal"), parts);
            }
            case "image_url" -> parts.add(image(part));
            case "file" -> parts.add(file(part));
            default -> throw unsupported(index, type);
        }
    }

    /** White space alone is no text in other formats. */
    void addText(int node, List<Part> parts) {
        if (node < 0 || !index.is(node, JsonIndex.STRING)) {
            return;
        }
        var text = index.text(node);
        if (!text.isBlank()) {
            parts.add(new Text(text));
            lastText = node;
        } else if (!text.isEmpty()) {
            dropped.note(node);
        }
    }

    /** The text that was read last does not go on as it came. */
    void noteLastText() {
        if (lastText >= 0) {
            dropped.note(lastText);
        }
    }

    private Part image(int part) {
        dropped.noteAllBut(IMAGE, part);
        var image = index.member(part, "image_url");
        if (image < 0) {
            throw missing(index, part, "image_url");
        }
        if (index.is(image, JsonIndex.OBJECT)) {
            dropped.noteAllBut(ADDRESS, image);
        }
        var address = index.is(image, JsonIndex.STRING) ? image : string(image, "url");
        var url = index.text(address);
        if (isLink(url)) {
            return new LinkedImage(url);
        }
        var data = DataUrl.of(url)
                .filter(it -> PICTURES.contains(it.mediaType()))
                .orElseThrow(() -> unsupported(index, address));
        return new InlineImage(data.mediaType(), data.data());
    }

    private Document file(int part) {
        dropped.noteAllBut(FILE, part);
        var file = index.member(part, "file");
        if (file < 0) {
            throw missing(index, part, "file");
        }
        dropped.noteAllBut(FILE_DATA, file);
        var id = index.member(file, "file_id");
        if (id >= 0 && !index.is(id, JsonIndex.NULL)) {
            throw unsupported(index, id);
        }
        var data = string(file, "file_data");
        var title = index.member(file, "filename");
        var named = title >= 0
                && index.is(title, JsonIndex.STRING)
                && !index.text(title).isBlank();
        return new Document(named ? Optional.of(index.text(title)) : Optional.empty(), source(data));
    }

    private DocumentSource source(int node) {
        var text = index.text(node);
        if (isLink(text)) {
            return new Link(text);
        }
        var data = DataUrl.of(text).orElseGet(() -> DataUrl.of("", text));
        if (data.mediaType().equals("application/pdf")) {
            return new InlineFile(data.mediaType(), data.data());
        }
        if (data.mediaType().startsWith("text/") || data.mediaType().equals("application/json")) {
            return new InlineText(decoded(data.data(), node));
        }
        throw unsupported(index, node);
    }

    private String decoded(String base64, int node) {
        try {
            var text = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
            if (!text.isBlank()) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // refused below, as what says nothing is
        }
        throw unsupported(index, node);
    }

    private static boolean isLink(String url) {
        return url.regionMatches(true, 0, "https://", 0, 8) || url.regionMatches(true, 0, "http://", 0, 7);
    }

    private int string(int object, String name) {
        var node = index.member(object, name);
        if (node < 0) {
            throw missing(index, object, name);
        }
        if (!index.is(node, JsonIndex.STRING)) {
            throw wrongType(index, node, "request.type.string");
        }
        return node;
    }
}

package io.ambo.format;

import java.util.List;
import java.util.Optional;

/** The one list of wire formats; a line here is what makes a new one known. */
public final class WireFormats {

    public static final List<WireFormat> ALL = List.of(OpenAiChat.FORMAT, AnthropicMessages.FORMAT);

    private WireFormats() {}

    public static Optional<WireFormat> of(String id) {
        return ALL.stream().filter(format -> format.id().equals(id)).findFirst();
    }
}

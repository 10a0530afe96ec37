package io.ambo.dialect;

import java.util.List;
import java.util.Optional;

/** The one list of wire formats; a line here is what makes a new one known. */
public final class Dialects {

    public static final List<Dialect> ALL = List.of(new OpenAiChat(), new AnthropicMessages());

    private Dialects() {}

    public static Optional<Dialect> of(String id) {
        return ALL.stream().filter(dialect -> dialect.id().equals(id)).findFirst();
    }
}

package io.ambo.cli;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Hub;
import io.ambo.catalog.OpenModel;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.net.URI;

/**
 * The hub that {@code AMBO_HUB} names: a hub of the catalogue ({@code modelscope}), a mirror in Hugging Face's style
 * ({@code https://mirror.example}), or a mirror in another hub's style ({@code modelscope=https://mirror.example}).
 */
final class ChosenHub {

    private ChosenHub() {}

    static Hub of(Terminal terminal, Catalog catalog) {
        var named = terminal.variable("AMBO_HUB").map(String::strip);
        if (named.isEmpty()) {
            return require(catalog, Hub.USUAL);
        }
        var text = named.get();
        if (!text.contains("://")) {
            return require(catalog, text);
        }
        var equals = text.indexOf('=');
        var styled = equals > 0 && equals < text.indexOf("://");
        var hub = require(catalog, styled ? text.substring(0, equals) : Hub.USUAL);
        return hub.at(address(styled ? text.substring(equals + 1) : text));
    }

    static String repository(Hub hub, OpenModel model) {
        var usual = model.hub().orElseThrow();
        return hub.id().equals("modelscope") ? model.modelscope().orElse(usual) : usual;
    }

    private static Hub require(Catalog catalog, String id) {
        return catalog.hubs().stream()
                .filter(hub -> hub.id().equals(id))
                .findFirst()
                .orElseThrow(ChosenHub::bad);
    }

    /** It may hold a password by mistake, so that it is not shown. */
    private static URI address(String text) {
        try {
            var address = URI.create(text);
            if (address.getHost() == null || address.getUserInfo() != null || address.getQuery() != null) {
                throw bad();
            }
            return address;
        } catch (IllegalArgumentException _) {
            throw bad();
        }
    }

    private static Refusal bad() {
        return Refusal.of(Reason.BAD_COMMAND, "cli.models.bad-hub");
    }
}

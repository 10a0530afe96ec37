package io.ambo.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Masks what links the parts of an Office package: addresses outside of it that hold a value; and takes out what leads to
 * parts that are left out.
 */
final class PackageLinks {

    private static final String LEFT_OUT = "/?(docProps|_xmlsignatures)/.*";

    /** Paths of a machine or a network, in which names of users and servers stand. */
    private static final Pattern LOCAL = Pattern.compile(
            "(?is)(?!https?:|mailto:)(?:file:.*|\\\\\\\\[^\\\\].*|.*[/\\\\](?:users|home|documents and settings)[/\\\\].*|[a-z]:\\\\.*)");

    private static final String NOWHERE = "about:blank";

    private PackageLinks() {}

    static boolean isOnThisMachine(String text) {
        return LOCAL.matcher(text).matches();
    }

    static void mask(XmlPart part, PassageMasker masker) throws Obstacle.Met {
        var outside = new ArrayList<XmlToken.Attribute>();
        for (var token : part.tokens()) {
            var target = token.attribute("Target");
            var external = token.attribute("TargetMode")
                    .filter(mode -> part.text(mode).equals("External"))
                    .isPresent();
            var leads =
                    target.or(() -> token.attribute("PartName")).map(part::text).orElse("");
            if (!external && leads.matches(LEFT_OUT) && token.type() == XmlToken.Type.EMPTY) {
                part.replace(token.start(), token.end(), "");
            } else if (external && isOnThisMachine(leads)) {
                target.ifPresent(it -> part.say(it, NOWHERE));
            } else if (external) {
                target.ifPresent(outside::add);
            }
        }
        if (!outside.isEmpty()) {
            var masked = masker.mask(
                    outside.stream().map(it -> List.of(part.text(it))).toList());
            for (var i = 0; i < outside.size(); i++) {
                part.say(outside.get(i), masked.get(i).getFirst());
            }
        }
    }
}

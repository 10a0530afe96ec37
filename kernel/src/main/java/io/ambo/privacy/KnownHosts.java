package io.ambo.privacy;

import io.ambo.wire.Body;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The hosts that the caller's side named in a request: in instructions, user text and tools. Tool results and earlier
 * answers of a model do not count, because an attacker who wants the values may have written them.
 */
final class KnownHosts {

    static final KnownHosts NONE = new KnownHosts(Set.of());

    /** The most hosts that are kept; values in addresses of further hosts remain placeholders. */
    private static final int MOST = 1000;

    private static final int LONGEST = 253;

    private static final Set<Role> TRUSTED = EnumSet.of(Role.SYSTEM, Role.USER, Role.SCHEMA);

    private final Set<String> hosts;

    private KnownHosts(Set<String> hosts) {
        this.hosts = hosts;
    }

    static KnownHosts of(Body body) {
        var hosts = new HashSet<String>();
        for (var span : body.spans()) {
            if (TRUSTED.contains(span.role())
                    && (span.form() == TextSpan.Form.TEXT || span.form() == TextSpan.Form.JSON)) {
                for (var node : span.nodes()) {
                    collect(body.index(), node, hosts);
                }
            }
        }
        return hosts.isEmpty() ? NONE : new KnownHosts(hosts);
    }

    boolean contains(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private static void collect(JsonIndex index, int node, Set<String> hosts) {
        if (index.escaped(node)) {
            var bytes = index.text(node).getBytes(StandardCharsets.UTF_8);
            collect(bytes, 0, bytes.length, hosts);
        } else {
            collect(index.bytes(), index.start(node), index.end(node), hosts);
        }
    }

    /** Collects names that contain a dot, and everything that follows two slashes; the text may be JSON with escapes. */
    private static void collect(byte[] bytes, int start, int end, Set<String> hosts) {
        for (var i = start; i < end && hosts.size() < MOST; i++) {
            if (bytes[i] == '.') {
                i = name(bytes, nameStart(bytes, start, i), end, hosts);
            } else if (bytes[i] == '/' && i > start && (bytes[i - 1] == '/' || bytes[i - 1] == '\\')) {
                i = Math.max(i, name(bytes, i + 1, end, hosts));
            }
        }
    }

    /** Adds the name that starts at {@code from}; returns its last byte. */
    private static int name(byte[] bytes, int from, int end, Set<String> hosts) {
        var to = from;
        while (to < end && isOfHost(bytes[to])) {
            to++;
        }
        var last = to;
        while (last > from && bytes[last - 1] == '.') {
            last--;
        }
        if (last > from && last - from <= LONGEST) {
            hosts.add(new String(bytes, from, last - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
        }
        return to - 1;
    }

    /** The start of the name around a dot; a letter after a backslash is an escape and not part of the name. */
    private static int nameStart(byte[] bytes, int start, int dot) {
        var at = dot;
        while (at > start && isOfHost(bytes[at - 1]) && dot - at <= LONGEST) {
            at--;
        }
        var escaped = at > start && bytes[at - 1] == '\\';
        return escaped ? Math.min(dot, at + (bytes[at] == 'u' ? 5 : 1)) : at;
    }

    private static boolean isOfHost(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '.' || b == '-' || b < 0;
    }
}

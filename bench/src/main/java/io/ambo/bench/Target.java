package io.ambo.bench;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The target of a load: a proxy, or the stand-in itself.
 *
 * @param processes those whose processor time counts; none for the stand-in itself
 * @param whole the address for whole answers
 * @param streams the address for streams
 * @param headers additional header lines of each request
 */
record Target(
        String name, List<Long> processes, InetSocketAddress whole, InetSocketAddress streams, List<String> headers) {

    static final String DIRECT = "direct";
    static final String NGINX = "nginx";
    static final String AMBO = "ambo";

    Target {
        processes = List.copyOf(processes);
        headers = List.copyOf(headers);
    }

    /** A target with one address for everything. */
    static Target of(String name, List<Long> processes, InetSocketAddress address) {
        return new Target(name, processes, address, address, List.of());
    }

    InetSocketAddress address(Case asked) {
        return asked.streams() ? streams : whole;
    }

    /** Whether it is neither Ambo nor nginx nor the stand-in itself. */
    boolean isPeer() {
        return !List.of(DIRECT, NGINX, AMBO).contains(name);
    }

    /** Whether it is compiled just in time. */
    boolean compiles() {
        return replaces() || Peer.NETTY.id().equals(name);
    }

    /** Whether it replaces sensitive values. */
    boolean replaces() {
        return name.equals(AMBO);
    }
}

package io.ambo.bench;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What is asked: a proxy, or the stand-in itself.
 *
 * @param processes those whose processor time counts; none for the stand-in itself
 * @param whole where answers that come whole are asked for
 * @param streams where streams are asked for
 * @param headers lines that the head of each request has besides the usual
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

    /** One that has one address for everything. */
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

    /** Whether it is compiled while it runs. */
    boolean compiles() {
        return replaces() || Peer.NETTY.id().equals(name);
    }

    /** Whether it replaces what is sensitive. */
    boolean replaces() {
        return name.equals(AMBO);
    }
}

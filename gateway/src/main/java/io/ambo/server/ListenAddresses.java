package io.ambo.server;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The addresses under which a listening server can be asked, as its users write them. */
final class ListenAddresses {

    private ListenAddresses() {}

    /** The address itself; for one that stands for all of the machine's, loopback and then those that others reach. */
    static List<URI> of(InetSocketAddress listening) {
        var address = listening.getAddress();
        if (!address.isAnyLocalAddress()) {
            return List.of(uri(address, listening.getPort()));
        }
        var uris = new ArrayList<URI>();
        uris.add(URI.create("http://127.0.0.1:" + listening.getPort()));
        machine(address instanceof Inet6Address).forEach(other -> uris.add(uri(other, listening.getPort())));
        return List.copyOf(uris);
    }

    /** Address and port, without a slash. */
    static String written(InetSocketAddress address) {
        return uri(address.getAddress(), address.getPort()).getAuthority();
    }

    private static Stream<InetAddress> machine(boolean withIpv6) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .filter(address -> withIpv6 || address instanceof Inet4Address);
        } catch (SocketException notTold) {
            return Stream.empty();
        }
    }

    private static URI uri(InetAddress address, int port) {
        var host = address.getHostAddress().replaceFirst("%.*", "");
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }
}

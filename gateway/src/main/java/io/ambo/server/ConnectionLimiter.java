package io.ambo.server;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may hold one of the server's places for connections. A connection is a stranger's until a request on it was
 * admitted. When all places are taken, a newcomer gets that of a stranger: of those idle longest, one from the address
 * that holds the most. Callers with a key leave one place in sixteen free for strangers, so that an administrator can
 * always come in; administrators may take any.
 *
 * <p>Called from all event loops; each call is short.
 */
final class ConnectionLimiter {

    /** Among so many of those idle longest the one to close is chosen. */
    private static final int LOOKED_AT = 64;

    private static final int MOST_RESERVED = 64;
    private static final int ONE_IN = 16;
    private static final int NETWORK_BYTES = 8;

    private enum Standing {
        STRANGER,
        CALLER,
        ADMINISTRATOR,
        GONE
    }

    private final int most;
    private final int mostCallers;
    private final LinkedHashSet<Place> strangers = new LinkedHashSet<>();
    private final Map<String, Integer> strangersOf = new HashMap<>();
    private int taken;
    private int callers;

    ConnectionLimiter(int most) {
        this.most = most;
        this.mostCallers = most - Math.min(MOST_RESERVED, most / ONE_IN);
    }

    /** One connection's place; it goes back by {@link #release}. */
    final class Place {

        private final String source;
        private final Runnable close;
        private Standing standing = Standing.STRANGER;

        private Place(String source, Runnable close) {
            this.source = source;
            this.close = close;
        }

        /** A request was admitted. Gives false, and changes nothing, when callers hold all places that they may have. */
        boolean admitted(boolean administrator) {
            return ConnectionLimiter.this.admitted(this, administrator);
        }

        /** A reply is out: among strangers it is the one that was idle for the shortest time. */
        void answered() {
            ConnectionLimiter.this.answered(this);
        }

        void release() {
            ConnectionLimiter.this.release(this);
        }
    }

    /**
     * A place for a new connection, or empty when there is none.
     *
     * @param close closes the connection; called when another one needs the place
     */
    Optional<Place> take(String source, Runnable close) {
        var place = new Place(source, close);
        Place leaves = null;
        synchronized (this) {
            if (taken == most) {
                leaves = longestIdle();
                if (leaves == null) {
                    return Optional.empty();
                }
                release(leaves);
            }
            taken++;
            add(place);
        }
        if (leaves != null) {
            leaves.close.run();
        }
        return Optional.of(place);
    }

    private @Nullable Place longestIdle() {
        return strangers.stream()
                .limit(LOOKED_AT)
                .reduce((first, next) -> of(next) > of(first) ? next : first)
                .orElse(null);
    }

    private int of(Place stranger) {
        return strangersOf.getOrDefault(stranger.source, 0);
    }

    private void add(Place stranger) {
        strangers.add(stranger);
        strangersOf.merge(stranger.source, 1, Integer::sum);
    }

    private void remove(Place stranger) {
        strangers.remove(stranger);
        strangersOf.computeIfPresent(stranger.source, (_, count) -> count == 1 ? null : count - 1);
    }

    private synchronized boolean admitted(Place place, boolean administrator) {
        return switch (place.standing) {
            case STRANGER -> administrator || callers < mostCallers ? promote(place, administrator) : false;
            case CALLER -> !administrator || promote(place, true);
            case ADMINISTRATOR, GONE -> true;
        };
    }

    private boolean promote(Place place, boolean administrator) {
        leaveStanding(place);
        place.standing = administrator ? Standing.ADMINISTRATOR : Standing.CALLER;
        callers += administrator ? 0 : 1;
        return true;
    }

    private void leaveStanding(Place place) {
        switch (place.standing) {
            case STRANGER -> remove(place);
            case CALLER -> callers--;
            case ADMINISTRATOR, GONE -> {}
        }
    }

    private synchronized void answered(Place place) {
        if (place.standing == Standing.STRANGER) {
            strangers.remove(place);
            strangers.add(place);
        }
    }

    private synchronized void release(Place place) {
        if (place.standing != Standing.GONE) {
            leaveStanding(place);
            place.standing = Standing.GONE;
            taken--;
        }
    }

    /** What counts as one source: an address, or the network of an IPv6 one, of which a host has as many as it likes. */
    static String source(@Nullable SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return "local";
        }
        return socket.getAddress() instanceof Inet6Address six
                ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
                : socket.getAddress().getHostAddress();
    }
}

package io.ambo.provider;

import io.ambo.core.Clock;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Addresses of hosts; looked up away from the loops and remembered for half a minute. Shared by all lanes. */
public final class AddressBook {

    private static final long REMEMBERED_NANOS = 30_000_000_000L;

    /** Finds the address of a host's name; may wait. */
    interface Lookup {
        InetAddress find(String name) throws UnknownHostException;
    }

    private record Known(InetAddress address, long since) {}

    private final Clock clock;
    private final Lookup lookup;
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

    public AddressBook(Clock clock) {
        this(clock, InetAddress::getByName);
    }

    AddressBook(Clock clock, Lookup lookup) {
        this.clock = clock;
        this.lookup = lookup;
    }

    /** Hands the address, or null for an unknown host, to {@code then} on the loop; at once when it is remembered. */
    void find(Origin.Internet origin, EventLoop loop, Consumer<@Nullable InetSocketAddress> then) {
        var found = known.get(origin.name());
        if (found != null && clock.nanoTime() - found.since() < REMEMBERED_NANOS) {
            then.accept(new InetSocketAddress(found.address(), origin.port()));
            return;
        }
        Thread.ofVirtual().name("resolve").start(() -> {
            var address = lookUp(origin);
            tell(loop, () -> then.accept(address));
        });
    }

    /** A loop that has stopped in the meantime wants no answer. */
    private static void tell(EventLoop loop, Runnable answer) {
        try {
            loop.execute(answer);
        } catch (RejectedExecutionException stopped) {
            return;
        }
    }

    private @Nullable InetSocketAddress lookUp(Origin.Internet origin) {
        try {
            var address = lookup.find(origin.name());
            known.put(origin.name(), new Known(address, clock.nanoTime()));
            return new InetSocketAddress(address, origin.port());
        } catch (UnknownHostException e) {
            return null;
        }
    }
}

package io.ambo.provider;

import io.ambo.core.Clock;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Addresses of hosts; looked up away from the loops and remembered for half a minute. Shared by all lanes.
 *
 * <p>A host that is being looked up is not looked up twice. Each lookup has a thread of the system, not one that carries
 * virtual threads: while a name server is silent, nothing else waits for it, and no other work holds a lookup up.
 */
public final class AddressBook {

    private static final long REMEMBERED_NANOS = 30_000_000_000L;

    /** Finds the addresses of a host's name, at least one, best first; may wait. */
    interface Lookup {
        List<InetAddress> find(String name) throws UnknownHostException;
    }

    private record Known(List<InetAddress> addresses, long since) {}

    private final Clock clock;
    private final Lookup lookup;
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, CompletableFuture<List<InetAddress>>> asked = new ConcurrentHashMap<>();

    public AddressBook(Clock clock) {
        this(clock, name -> List.of(InetAddress.getAllByName(name)));
    }

    AddressBook(Clock clock, Lookup lookup) {
        this.clock = clock;
        this.lookup = lookup;
    }

    /** Hands the addresses, none for an unknown host, to {@code then} on the loop; at once when they are remembered. */
    void find(Origin.Internet origin, EventLoop loop, Consumer<List<InetSocketAddress>> then) {
        var found = known.get(origin.name());
        if (found != null && clock.nanoTime() - found.since() < REMEMBERED_NANOS) {
            then.accept(at(origin.port(), found.addresses()));
            return;
        }
        asked.computeIfAbsent(origin.name(), this::ask)
                .thenAccept(addresses -> tell(loop, () -> then.accept(at(origin.port(), addresses))));
    }

    private static List<InetSocketAddress> at(int port, List<InetAddress> addresses) {
        return addresses.stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    private CompletableFuture<List<InetAddress>> ask(String name) {
        var answer = new CompletableFuture<List<InetAddress>>();
        Thread.ofPlatform().daemon().name("resolve").start(() -> {
            var found = List.<InetAddress>of();
            try {
                found = lookUp(name);
            } finally {
                asked.remove(name);
                answer.complete(found);
            }
        });
        return answer;
    }

    /** A loop that has stopped in the meantime wants no answer. */
    private static void tell(EventLoop loop, Runnable answer) {
        try {
            loop.execute(answer);
        } catch (RejectedExecutionException stopped) {
            return;
        }
    }

    private List<InetAddress> lookUp(String name) {
        try {
            var addresses = List.copyOf(lookup.find(name));
            known.put(name, new Known(addresses, clock.nanoTime()));
            return addresses;
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}

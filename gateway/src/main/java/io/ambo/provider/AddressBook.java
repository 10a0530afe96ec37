package io.ambo.provider;

import io.ambo.core.Clock;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of hosts; looked up away from the loops and remembered for half a minute. Shared by all lanes.
 *
 * <p>Whoever asks for a host that is being looked up waits for that answer. A lookup holds a thread of those that carry
 * the virtual ones, and there are not many: while a name server is silent, hundreds of lookups would stop all other work.
 */
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
    private final ConcurrentHashMap<String, CompletableFuture<Optional<InetAddress>>> asked = new ConcurrentHashMap<>();

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
        asked.computeIfAbsent(origin.name(), this::ask).thenAccept(answer -> {
            var address = answer.map(it -> new InetSocketAddress(it, origin.port()));
            tell(loop, () -> then.accept(address.orElse(null)));
        });
    }

    private CompletableFuture<Optional<InetAddress>> ask(String name) {
        var answer = new CompletableFuture<Optional<InetAddress>>();
        Thread.ofVirtual().name("resolve").start(() -> {
            var found = Optional.<InetAddress>empty();
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

    private Optional<InetAddress> lookUp(String name) {
        try {
            var address = lookup.find(name);
            known.put(name, new Known(address, clock.nanoTime()));
            return Optional.of(address);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

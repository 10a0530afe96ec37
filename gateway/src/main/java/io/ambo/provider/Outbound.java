package io.ambo.provider;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Provider;
import io.ambo.core.DestinationKind;
import io.ambo.format.WireFormat;
import io.ambo.privacy.Deidentified;
import java.util.List;
import java.util.Map;

/** A request on its way out, by who will see it. Only {@link Closed} leads to a closed destination. */
public sealed interface Outbound {

    Delivery way();

    byte[] body();

    /**
     * Where it goes.
     *
     * @param endpoint where the destination is reached
     * @param path where it is posted, after the address of its reach
     * @param stream whether a stream was asked for
     * @param evenUnrecorded whether it may leave although the journal cannot be written
     * @param headers what the caller asks of the format by headers, as it may leave; by lower-case name
     * @param hops the marks of the Ambos that passed it on before
     */
    record Delivery(
            Provider provider,
            Destination destination,
            WireFormat format,
            String path,
            EndpointSupplier endpoint,
            boolean stream,
            boolean evenUnrecorded,
            Map<String, String> headers,
            List<String> hops) {

        public Delivery {
            headers = Map.copyOf(headers);
            hops = List.copyOf(hops);
        }
    }

    /** To someone else's API: nothing but what was de-identified. */
    record Closed(Delivery way, Deidentified deidentified) implements Outbound {
        public Closed {
            require(way, DestinationKind.CLOSED);
        }

        @Override
        public byte[] body() {
            return deidentified.bytes();
        }
    }

    /** To a server of one's own. */
    record Private(Delivery way, byte[] body) implements Outbound {
        public Private {
            require(way, DestinationKind.PRIVATE);
        }
    }

    /** To the engine on this machine. */
    record Embedded(Delivery way, byte[] body) implements Outbound {
        public Embedded {
            require(way, DestinationKind.EMBEDDED);
        }
    }

    private static void require(Delivery way, DestinationKind kind) {
        if (way.destination().kind() != kind) {
            throw new IllegalArgumentException(way.destination().id() + " is not " + kind.id());
        }
    }
}

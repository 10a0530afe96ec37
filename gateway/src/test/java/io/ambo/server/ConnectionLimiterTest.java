package io.ambo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.server.ConnectionLimiter.Place;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {

    private final ConnectionLimiter limiter = new ConnectionLimiter(32);
    private final List<String> closed = new ArrayList<>();

    private Optional<Place> take(String source, String name) {
        return limiter.take(source, () -> closed.add(name));
    }

    private List<Place> fill(String source, int count) {
        var places = new ArrayList<Place>();
        for (var i = 0; i < count; i++) {
            places.add(take(source, source + i).orElseThrow());
        }
        return places;
    }

    @Test
    void aNewcomerGetsThePlaceOfTheStrangerWhoWasIdleLongest() {
        fill("a", 32);
        assertThat(take("b", "newcomer")).isPresent();
        assertThat(closed).containsExactly("a0");
        assertThat(take("b", "another")).isPresent();
        assertThat(closed).containsExactly("a0", "a1");
    }

    @Test
    void anAnswerMakesAStrangerTheOneWhoWasIdleForTheShortestTime() {
        var places = fill("a", 32);
        places.getFirst().answered();
        take("a", "newcomer");
        assertThat(closed).containsExactly("a1");
    }

    @Test
    void theAddressThatHoldsTheMostGivesItsPlaceFirst() {
        fill("one", 1);
        fill("many", 31);
        for (var i = 0; i < 20; i++) {
            take("other" + i, "newcomer" + i);
        }
        assertThat(closed).hasSize(20).allMatch(name -> name.startsWith("many"));
    }

    @Test
    void whoShowedAKeyKeepsThePlace() {
        var places = fill("a", 32);
        for (var place : places.subList(0, 30)) {
            assertThat(place.admitted(false)).isTrue();
        }
        for (var i = 0; i < 40; i++) {
            assertThat(take("b", "newcomer")).isPresent();
        }
        assertThat(closed).startsWith("a30", "a31").hasSize(40).doesNotContain("a0", "a29");
    }

    @Test
    void callersLeaveSomePlacesSoThatAnAdministratorCanComeIn() {
        var places = fill("a", 32);
        places.subList(0, 30).forEach(place -> assertThat(place.admitted(false)).isTrue());
        assertThat(places.get(30).admitted(false)).isFalse();
        assertThat(places.get(30).admitted(true)).isTrue();
        assertThat(places.get(31).admitted(true)).isTrue();
        assertThat(take("b", "newcomer")).as("nobody is a stranger").isEmpty();
        assertThat(closed).isEmpty();
    }

    @Test
    void aCallerWhoIsAnAdministratorNoLongerCountsAsACaller() {
        var places = fill("a", 32);
        places.subList(0, 30).forEach(place -> place.admitted(false));
        assertThat(places.getFirst().admitted(true)).isTrue();
        assertThat(places.get(30).admitted(false)).isTrue();
        assertThat(places.getFirst().admitted(false)).as("it stays one").isTrue();
    }

    @Test
    void aPlaceComesFreeOnceHoweverOftenItIsGivenBack() {
        var places = fill("a", 32);
        places.forEach(place -> assertThat(place.admitted(true)).isTrue());
        places.getFirst().release();
        places.getFirst().release();
        places.getFirst().answered();
        assertThat(places.getFirst().admitted(false)).isTrue();
        assertThat(take("b", "first").orElseThrow().admitted(true)).isTrue();
        assertThat(take("b", "second")).isEmpty();
    }

    @Test
    void aSmallServerReservesNothing() {
        var two = new ConnectionLimiter(2);
        assertThat(two.take("a", () -> {}).orElseThrow().admitted(false)).isTrue();
        assertThat(two.take("a", () -> {}).orElseThrow().admitted(false)).isTrue();
        assertThat(two.take("a", () -> {})).isEmpty();
    }

    @Test
    void theAddressesOfOneNetworkOfIpv6AreOneSource() throws UnknownHostException {
        assertThat(source("2001:db8:1:2::1")).isEqualTo(source("2001:db8:1:2:ffff::9"));
        assertThat(source("2001:db8:1:2::1")).isNotEqualTo(source("2001:db8:1:3::1"));
        assertThat(source("192.0.2.1")).isNotEqualTo(source("192.0.2.2"));
        assertThat(ConnectionLimiter.source(null)).isEqualTo("local");
    }

    private static String source(String address) throws UnknownHostException {
        return ConnectionLimiter.source(new InetSocketAddress(InetAddress.getByName(address), 1));
    }
}

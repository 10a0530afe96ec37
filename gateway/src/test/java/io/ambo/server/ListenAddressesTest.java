package io.ambo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ListenAddressesTest {

    @Test
    void anAddressOfAllIsPrintedAsOneThatCanBeUsed() throws IOException {
        var all = ListenAddresses.of(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 8484));
        assertThat(all.getFirst()).hasToString("http://127.0.0.1:8484");
        assertThat(all).noneMatch(uri -> uri.getHost().contains(":"));
        var one = new InetSocketAddress(InetAddress.getByName("::1"), 8484);
        assertThat(ListenAddresses.of(one)).extracting("authority").containsExactly("[0:0:0:0:0:0:0:1]:8484");
        assertThat(ListenAddresses.written(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 80)))
                .isEqualTo("127.0.0.1:80");
    }
}

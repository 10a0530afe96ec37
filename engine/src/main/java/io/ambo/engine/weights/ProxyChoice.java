package io.ambo.engine.weights;

import io.ambo.engine.host.EngineEnvironment;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which proxy a question to a hub goes through, by the usual variables: {@code HTTPS_PROXY}, else {@code ALL_PROXY}, but
 * for the hosts in {@code NO_PROXY}; each also in lower case. What is on this machine is asked without one.
 */
record ProxyChoice(EngineEnvironment environment) {

    private static final int USUAL_PORT = 80;

    Proxy to(URI target) throws WeightsException {
        if (!target.getScheme().equalsIgnoreCase("https") || excepted(target)) {
            return Proxy.NO_PROXY;
        }
        for (String name : new String[] {"HTTPS_PROXY", "ALL_PROXY"}) {
            String value = variable(name);
            if (!value.isEmpty()) {
                return proxy(name, value);
            }
        }
        return Proxy.NO_PROXY;
    }

    private String variable(String name) {
        String lower = environment.variable(name.toLowerCase(Locale.ROOT));
        return (lower.isEmpty() ? environment.variable(name) : lower).strip();
    }

    /** A password would have to be kept from logs and messages; those who need one run a proxy of their own before it. */
    private static Proxy proxy(String name, String value) throws WeightsException {
        try {
            URI address = URI.create(value.contains("://") ? value : "http://" + value);
            if (address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getScheme().equalsIgnoreCase("http")) {
                int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
                return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port));
            }
        } catch (IllegalArgumentException e) {
            // told below, as every other address that is of no use
        }
        throw new WeightsException(new WeightsFailure.BadProxy(name));
    }

    private boolean excepted(URI target) {
        String host = target.getHost().toLowerCase(Locale.ROOT);
        int port = target.getPort() < 0 ? 443 : target.getPort();
        Stream<String> entries = Arrays.stream(variable("NO_PROXY").split("[,\\s]+", -1));
        return SecureTransport.isHere(host)
                || entries.anyMatch(entry -> matches(entry.toLowerCase(Locale.ROOT), host, port));
    }

    /** A host and all below it, with or without a dot or a star before it, and perhaps only at one port. */
    private static boolean matches(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        String name = entry.replaceFirst("^\\*?\\.", "");
        int colon = name.matches("[^:]+:\\d{1,5}") ? name.indexOf(':') : -1;
        if (colon > 0 && Integer.parseInt(name.substring(colon + 1)) != port) {
            return false;
        }
        String bare = colon > 0 ? name.substring(0, colon) : name;
        return !bare.isEmpty() && (host.equals(bare) || host.endsWith("." + bare));
    }
}

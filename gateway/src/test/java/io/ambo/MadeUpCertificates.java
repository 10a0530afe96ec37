package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates made by the JDK's keytool, in a folder; each lies in a store of its name, with who issued it. */
public record MadeUpCertificates(Path folder) {

    private static final String STORE_TYPE = "PKCS12";
    static final String PASSWORD = "password";

    /** A certificate for these names, valid for ten days from the start, and the authority that issued it. */
    public void issue(String name, String names, String start) throws IOException, InterruptedException {
        keytool(name, "-alias", "authority", "-dname", "CN=authority of " + name, "-ext", "bc:c");
        var certificate = new ArrayList<>(List.of("-alias", "server", "-signer", "authority", "-dname", "CN=" + name));
        certificate.addAll(List.of("-ext", "san=" + names, "-startdate", start, "-validity", "10"));
        keytool(name, certificate.toArray(String[]::new));
    }

    /** A certificate for these names that nobody issued but its owner. */
    public void selfSign(String name, String names) throws IOException, InterruptedException {
        keytool(name, "-alias", "server", "-dname", "CN=" + name, "-ext", "san=" + names);
    }

    private void keytool(String name, String... more) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", "EC", "-storetype", STORE_TYPE));
        command.addAll(List.of("-storepass", PASSWORD, "-keystore", file(name).toString()));
        command.addAll(List.of(more));
        var run = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
    }

    private Path file(String name) {
        return folder.resolve(name + ".p12");
    }

    private KeyStore store(String name) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(STORE_TYPE);
        try (InputStream in = Files.newInputStream(file(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** A socket on loopback that shows the certificate of that name. */
    public ServerSocket listening(String name) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(name), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
    }

    /** The authorities that issued those certificates. */
    public KeyStore authorities(String... names) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(STORE_TYPE);
        trusted.load(null, null);
        for (var name : names) {
            trusted.setCertificateEntry(name, store(name).getCertificate("authority"));
        }
        return trusted;
    }

    /** The same in a file, as a JVM takes it for those that it trusts. */
    Path authoritiesFile(String... names) throws IOException, GeneralSecurityException {
        var file = folder.resolve("authorities.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            authorities(names).store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}

package io.ambo.bench;

import io.netty.util.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Another gateway for comparison; {@code bench/peers} installs it. */
enum Peer {
    LITELLM("LiteLLM") {
        @Override
        List<String> command(Path folder, InetSocketAddress upstream, int port) throws IOException {
            var settings = Files.writeString(folder.resolve("litellm.yaml"), settings(upstream));
            var logs = Files.writeString(folder.resolve("litellm-logs.json"), QUIET_LOGS);
            return List.of(
                    "env",
                    "LITELLM_MODE=PRODUCTION",
                    "LITELLM_LOCAL_MODEL_COST_MAP=True",
                    "LITELLM_LOG=ERROR",
                    folder().resolve("bin").resolve("litellm").toString(),
                    "--config",
                    settings.toString(),
                    "--log_config",
                    logs.toString(),
                    "--host",
                    "127.0.0.1",
                    "--port",
                    Integer.toString(port),
                    "--num_workers",
                    "1",
                    "--telemetry",
                    "False");
        }
    },

    PORTKEY("Portkey") {
        @Override
        List<String> command(Path folder, InetSocketAddress upstream, int port) {
            var program = folder().resolve("node_modules/@portkey-ai/gateway/build/start-server.js");
            return List.of("env", "NODE_ENV=production", "node", program.toString(), "--port=" + port, "--headless");
        }

        @Override
        List<String> headers(InetSocketAddress upstream) {
            return List.of(
                    "x-portkey-provider: openai",
                    "x-portkey-custom-host: http://127.0.0.1:" + upstream.getPort() + "/v1");
        }
    },

    /** The cost of merely forwarding with Ambo's network library: {@link PlainProxy}. */
    NETTY("A plain proxy on Netty") {
        @Override
        List<String> command(Path folder, InetSocketAddress upstream, int port) {
            return Child.java(
                    Options.fallback().amboJvm(),
                    PlainProxy.class.getName(),
                    Integer.toString(port),
                    Integer.toString(upstream.getPort()));
        }

        @Override
        boolean installed() {
            return true;
        }

        @Override
        String version() {
            return Objects.requireNonNull(Version.identify().get("netty-codec-http"))
                    .artifactVersion();
        }
    };

    /** The load for peers, and for all others next to them: few connections and requests, because peers are slow. */
    static final List<Pace> PACES = List.of(new Pace.Closed(8), new Pace.Open(20, 8));

    /** nginx does not log each request either. */
    private static final String QUIET_LOGS = """
            {"version": 1, "disable_existing_loggers": false, "loggers": {"uvicorn.access": {"level": "WARNING"}}}
            """;

    private final String title;

    Peer(String title) {
        this.title = title;
    }

    /** Its name as its makers spell it. */
    String title() {
        return title;
    }

    /** Its name on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command that starts it on this port in front of this upstream; its settings go into the folder. */
    abstract List<String> command(Path folder, InetSocketAddress upstream, int port) throws IOException;

    /** Additional header lines of each request to it. */
    List<String> headers(InetSocketAddress upstream) {
        return List.of();
    }

    /** Whether it is installed. */
    boolean installed() {
        return Files.exists(versionFile());
    }

    /** The installed version. */
    String version() {
        try {
            return Files.readString(versionFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return Path.of("bench", "target", "peers", id()).toAbsolutePath();
    }

    private Path versionFile() {
        return folder().resolve("version");
    }

    /** One model of LiteLLM for each of ours; no database, no retries, no telemetry. */
    private static String settings(InetSocketAddress upstream) {
        var file = new StringBuilder("model_list:\n");
        EnumSet.allOf(Case.class).stream()
                .map(Case::model)
                .distinct()
                .forEach(model -> file.append("""
                  - model_name: %s
                    litellm_params:
                      model: openai/%s
                      api_base: http://127.0.0.1:%d/v1
                      api_key: sk-upstream
                """.formatted(model, model, upstream.getPort())));
        return file.append("litellm_settings:\n  telemetry: false\n  num_retries: 0\n")
                .toString();
    }
}

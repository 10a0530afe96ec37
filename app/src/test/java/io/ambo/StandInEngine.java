package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A home whose models of one's own are run by a program that plays llama-server: it says {@code I am NAME.}, slowly to
 * begin with unless its micro-batch is small.
 */
final class StandInEngine {

    private static final String PROGRAM = """
            #!/usr/bin/env python3
            import http.server, json, os, socketserver, sys, time
            words = sys.argv[1:]
            said = lambda flag: words[words.index(flag) + 1]
            wait = 0.01 if int(said("--ubatch-size")) <= 128 else 0.06
            text = "I am " + said("--alias") + "."
            usage = {"prompt_tokens": 5, "completion_tokens": 10, "total_tokens": 15}
            def choice(kind):
                part = {"index": 0, kind: {"role": "assistant", "content": text}, "finish_reason": "stop"}
                return {"id": "x", "object": "chat", "created": 1, "model": "m", "choices": [part], "usage": usage}
            class Engine(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"
                def answer(self, kind, body):
                    self.send_response(200)
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def do_GET(self):
                    self.answer("application/json", b'{"data":[{"n_ctx":2048}]}')
                def do_POST(self):
                    asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                    time.sleep(wait)
                    if asked.get("stream"):
                        event = "data: " + json.dumps(choice("delta")) + "\\n\\ndata: [DONE]\\n\\n"
                        self.answer("text/event-stream", event.encode())
                    else:
                        self.answer("application/json", json.dumps(choice("message")).encode())
                def log_message(self, *words): pass
                def address_string(self): return "-"
            class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
                daemon_threads = True
                request_queue_size = 64
            Server(said("--host"), Engine).serve_forever()
            """;

    private static final String SETTINGS =
            "port: 0\nlanes: 2\nengine: {enabled: true, llama-server: \"%s\", memory: %s}\n";

    /** The model that is built in would have to be fetched, so it is too large here. */
    private static final String TOO_LARGE = """
            provider: embedded
            models:
              - id: smollm2-135m
                tuning: {memory: 900 GiB}
            """;

    private final Path folder;
    private final Path home;

    private StandInEngine(Path folder) {
        this.folder = folder;
        this.home = folder.resolve("home");
    }

    /** Prepares a home in a folder, with so much memory for its models. */
    static StandInEngine in(Path folder, String memory) throws IOException {
        var prepared = new StandInEngine(folder);
        var program = Files.writeString(folder.resolve("llama-server"), PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        assertThat(prepared.ambo("models", "list").status()).isZero();
        Files.writeString(prepared.home.resolve("ambo.yaml"), SETTINGS.formatted(program, memory));
        Files.createDirectories(prepared.home.resolve("models"));
        Files.writeString(prepared.home.resolve("models/built-in.yaml"), TOO_LARGE);
        return prepared;
    }

    Path home() {
        return home;
    }

    Called ambo(String... arguments) {
        return Called.in(home).ambo(arguments);
    }

    /** Puts a model of one's own on the shelf; {@code more} goes into its file. */
    Called add(String name, String more) throws IOException {
        var weights = Files.write(
                folder.resolve(name + ".gguf"),
                MadeUpWeights.gguf(Map.of("general.architecture", "llama", "general.name", name)));
        var added = ambo("models", "add", weights.toString(), "--name", name);
        assertThat(added.status()).as(added.err()).isZero();
        Files.writeString(
                home.resolve("models/" + name + ".yaml"),
                "engine: llama-server\nslots: 2\nprompt-cache-mebibytes: 0\n" + more,
                StandardOpenOption.APPEND);
        return added;
    }
}

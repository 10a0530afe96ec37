package io.ambo.bench;

import java.net.InetSocketAddress;

/** The stand-in as a closed provider of Ambo. */
final class ProviderFile {

    private ProviderFile() {}

    static String of(InetSocketAddress upstream) {
        var file = new StringBuilder("""
                id: bench
                kind: closed
                dialect: openai-chat
                base-url: http://127.0.0.1:%d/v1
                key: ${file:bench}
                data-terms: {trains-on-inputs: false, retention-days: 0, domicile: CN, source: a stand-in, read: 2026-11-23}
                models:
                """.formatted(upstream.getPort()));
        for (var asked : Case.values()) {
            if (file.indexOf("id: " + asked.model() + "\n") < 0) {
                file.append(model(asked.model()));
            }
        }
        return file.toString();
    }

    private static String model(String id) {
        return """
                  - id: %s
                    context: 128000
                    max-output: 4096
                    capabilities: [tools, json]
                    languages: [en, zh]
                    tier: {value: 3, source: a stand-in, read: 2026-11-23}
                    price: {currency: USD, per: 1000000, input: 2.50, cached-input: 1.25, output: 10.00, since: 2026-01-01, source: made up, read: 2026-11-23}
                """.formatted(id);
    }
}

package io.ambo;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** OpenAI's libraries for Python and JavaScript with the open model that Ambo itself runs. */
class ScriptedClientsAtEngineTest extends ScriptedClientBattery {

    private static EngineServer.Open open;

    @BeforeAll
    static void start() {
        open = EngineServer.open();
    }

    @AfterAll
    static void stop() {
        open.close();
    }

    @Override
    LiveServer server() {
        return open.server();
    }

    @Override
    String key() {
        return open.key();
    }

    @Override
    String model() {
        return "embedded/smollm2-135m";
    }

    @Override
    String embeddingModel() {
        return "embedded/smollm2-embedding";
    }
}

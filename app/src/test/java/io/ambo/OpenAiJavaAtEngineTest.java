package io.ambo;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** OpenAI's library for Java with the open model that Ambo itself runs. */
class OpenAiJavaAtEngineTest extends OpenAiJavaBattery {

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
}

package io.ambo.bench;

import io.ambo.AmboServer;
import io.ambo.config.Settings;
import io.ambo.core.Language;
import io.ambo.platform.Home;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Ambo with a prepared home, as a program: prints {@code ready ADDRESS} and exits when its input ends. */
public final class Serving {

    private Serving() {}

    /** Takes the home's folder. */
    public static void main(String... words) throws IOException {
        var folder = Path.of(words[0]);
        var home = Home.open(folder);
        var plan = new AmboServer.Plan(home, Settings.read(folder), List.of(), Language.EN, (provider, state) -> {});
        try (var server = AmboServer.open(plan)) {
            System.out.println("ready " + server.address());
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }
}

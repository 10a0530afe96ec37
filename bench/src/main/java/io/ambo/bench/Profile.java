package io.ambo.bench;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code bench/profile}: asks Ambo one case, and has async-profiler look at it meanwhile. */
public final class Profile {

    private static final int CONNECTIONS = 64;

    private Profile() {}

    /** Takes the case, seconds, the profiler's library and where its output goes, without the extension. */
    public static void main(String... words) throws IOException {
        var asked = Case.valueOf(words[0].toUpperCase(Locale.ROOT));
        var seconds = Integer.parseInt(words[1]);
        var options = Options.of(List.of("--cases", words[0], "--warm", "30", "--ambo-options", jvm()));
        try (var stage = Stage.open(options);
                var rounds = new Rounds(options, stage, window -> {})) {
            rounds.prepare();
            var ambo = stage.targets().getLast();
            try (var load = rounds.load(ambo, asked, new Pace.Closed(CONNECTIONS))) {
                load.cut();
                profiler(ambo, words[2], "start,event=ctimer,interval=500us,threads");
                Pause.millis(1000L * seconds);
                var tally = load.cut();
                profiler(ambo, words[2], "dump,collapsed,file=" + words[3] + ".collapsed");
                profiler(ambo, words[2], "stop,flat=60,file=" + words[3] + ".txt");
                System.out.println(tally.finished() + " answers, " + tally.wrong() + " wrong; see " + words[3] + ".*");
            }
        }
        System.exit(0);
    }

    /** As usual, but with what tells methods that were compiled into one another apart. */
    private static String jvm() {
        return String.join(" ", Options.fallback().amboOptions())
                + " -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints";
    }

    private static void profiler(Target ambo, String library, String command) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(ambo.processes().getFirst()));
            machine.loadAgentPath(library, command);
            machine.detach();
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IllegalStateException("the profiler cannot be loaded: " + e.getMessage(), e);
        }
    }
}

package io.ambo.bench;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code bench/profile}: runs one case against Ambo under async-profiler. */
public final class Profile {

    /** A paced stream takes two seconds; before that not all of them are running. */
    private static final long PACED_LEAD_IN = 4_000;

    /** What is profiled, with the profiler's option for it. */
    private enum Looked {
        /** Samples of processor time. */
        PROCESSOR("start,event=ctimer,interval=500us,threads", ""),
        /** Allocated bytes. */
        MEMORY("start,event=alloc,alloc=64k,threads", "total,");

        private final String start;
        private final String unit;

        Looked(String start, String unit) {
            this.start = start;
            this.unit = unit;
        }
    }

    private Profile() {}

    /**
     * Takes the case, seconds, the load, the profiler's library, where its output goes, without the extension, and what is
     * looked at.
     */
    public static void main(String... words) throws IOException {
        var asked = Case.valueOf(words[0].toUpperCase(Locale.ROOT));
        var seconds = Integer.parseInt(words[1]);
        var pace = Pace.of(words[2]);
        var library = words[3];
        var out = words[4];
        var looked = Looked.valueOf(words[5].toUpperCase(Locale.ROOT));
        var options =
                Options.of(List.of("--cases", words[0], "--loads", words[2], "--warm", "30", "--ambo-options", jvm()));
        try (var stage = Stage.open(options);
                var rounds = new Rounds(options, stage, window -> {})) {
            rounds.prepare();
            var ambo = stage.targets().getLast();
            try (var load = rounds.load(ambo, asked, pace)) {
                Pause.millis(asked.paced() ? PACED_LEAD_IN : 0);
                load.cut();
                profiler(ambo, library, looked.start);
                Pause.millis(1000L * seconds);
                var tally = load.cut();
                profiler(ambo, library, "dump,collapsed," + looked.unit + "file=" + out + ".collapsed");
                profiler(ambo, library, "stop,flat=60," + looked.unit + "file=" + out + ".txt");
                System.out.println(tally.finished() + " answers, " + tally.wrong() + " wrong; see " + out + ".*");
            }
        }
        System.exit(0);
    }

    /** The usual options, plus those that distinguish inlined methods. */
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

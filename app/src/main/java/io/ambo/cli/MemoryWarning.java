package io.ambo.cli;

import io.ambo.engine.host.MachineMemory;

/** Says when a model will hardly run on this machine, before anybody waits for it. */
final class MemoryWarning {

    private MemoryWarning() {}

    /** Empty if it fits, or if that is unknown. */
    static void say(Session session, String model, long needed) {
        var free = MachineMemory.free();
        if (free.isPresent() && needed > free.getAsLong()) {
            session.say("cli.models.too-large", model, Words.bytes(needed), Words.bytes(free.getAsLong()));
        }
    }
}

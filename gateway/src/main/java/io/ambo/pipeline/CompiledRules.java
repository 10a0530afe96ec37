package io.ambo.pipeline;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of one policy, compiled when they are first needed: most policies of a catalogue are never used. */
final class CompiledRules {

    private final Supplier<Rules> compiling;
    private volatile @Nullable Rules rules;

    CompiledRules(Supplier<Rules> compiling) {
        this.compiling = compiling;
    }

    Rules get() {
        var known = rules;
        return known == null ? compiled() : known;
    }

    private synchronized Rules compiled() {
        var known = rules;
        if (known == null) {
            known = compiling.get();
            rules = known;
        }
        return known;
    }
}

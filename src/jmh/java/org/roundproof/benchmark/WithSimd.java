package org.roundproof.benchmark;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.roundproof.simd.Simd;

/** Asked for by the methods whose JVM has {@link #MODULE}: what they time is in use, or they fail. */
@State(Scope.Benchmark)
public class WithSimd {
    /** The JVM's option. */
    static final String MODULE = "--add-modules=jdk.incubator.vector";

    @Setup
    public void check() {
        if (Simd.loops() == null) {
            throw new IllegalStateException("vector instructions are " + Simd.status());
        }
    }
}

package org.roundproof.sgd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps a whole trace in memory: about 16·(2·B·d + 2·d + 6·B)/2 bytes a step. */
public final class TraceRecorder implements TraceSink {
    private final List<TraceEntry> entries = new ArrayList<>();

    @Override
    public boolean accept(TraceEntry entry) {
        return entries.add(TraceSnapshot.of(entry));
    }

    /** The tensors so far, in the order of the run. */
    public List<TraceEntry> entries() {
        return Collections.unmodifiableList(entries);
    }
}

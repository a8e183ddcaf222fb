package org.roundproof.sgd;

/** Receives the tensors of a run in the order DATA, LABEL, PARAMETER, ACTIVATION, GRADIENT within each step. */
@FunctionalInterface
public interface TraceSink {
    /** Wants nothing. */
    TraceSink NONE = entry -> true;

    /**
     * Takes one tensor; its views are only valid during the call.
     *
     * @return false to stop the run here
     */
    boolean accept(TraceEntry entry);
}

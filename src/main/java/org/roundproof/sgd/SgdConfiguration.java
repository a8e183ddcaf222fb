package org.roundproof.sgd;

import org.roundproof.InputException;

/**
 * Quantized SGD, said once: for t = 1 … N, with a fresh batch of B rows,
 *
 * <pre>w_t = w_{t−1} + (γ/B)·Q_d(X)ᵀ Q_o( Q_l(y) − Q_a( Q_d(X) Q_p(w_{t−1}) ) ),  w_0 = 0.</pre>
 *
 * @param steps N ≥ 1
 * @param batch B ≥ 1
 * @param stepSize γ &gt; 0, the double's exact value
 * @param operators the five operators
 * @param averaging which iterate is reported
 */
public record SgdConfiguration(int steps, int batch, double stepSize, TargetOperators operators, Averaging averaging) {
    private static final int LARGEST_BATCH = 1 << 24;

    public SgdConfiguration {
        if (steps < 1) {
            throw new InputException("steps is " + steps + "; it must be at least 1");
        }
        if (batch < 1) {
            throw new InputException("batch is " + batch + "; it must be at least 1");
        }
        if (batch > LARGEST_BATCH) {
            throw new InputException("batch is " + batch + ", too large for memory; use at most " + LARGEST_BATCH);
        }
        if (!(stepSize > 0) || Double.isInfinite(stepSize)) {
            throw new InputException("step size is " + stepSize + "; it must be positive and finite");
        }
        if (averaging instanceof Averaging.Tail tail && (tail.length() < 1 || tail.length() > steps)) {
            throw new InputException("average tail(" + tail.length() + ") needs 1 to " + steps + " iterates");
        }
    }
}

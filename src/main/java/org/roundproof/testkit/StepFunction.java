package org.roundproof.testkit;

/** One step of quantized SGD. */
@FunctionalInterface
public interface StepFunction {
    /**
     * w + (γ/B)·Q_d(X)ᵀ Q_o( Q_l(y) − Q_a( Q_d(X) Q_p(w) ) ).
     *
     * @return the new weights, d doubles in a new array
     */
    double[] apply(SgdStep step);
}

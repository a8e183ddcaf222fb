package org.roundproof.theory;

import org.roundproof.quantizer.VarianceLaw;

/**
 * The conditional variance laws Var[Q(z)|z] = α + βz² of the three targets that depend on the state; all three unbiased.
 *
 * @param parameter law of Q_p
 * @param activation law of Q_a
 * @param gradient law of Q_o
 */
public record StepLaws(VarianceLaw parameter, VarianceLaw activation, VarianceLaw gradient) {
    /** No error in any of them. */
    public static final StepLaws NONE = new StepLaws(VarianceLaw.NONE, VarianceLaw.NONE, VarianceLaw.NONE);
}

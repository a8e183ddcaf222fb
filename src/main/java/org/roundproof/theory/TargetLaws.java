package org.roundproof.theory;

import org.roundproof.quantizer.VarianceLaw;

/**
 * The laws Var[Q(z)|z] = α + β z² of the four targets after the data; each target's quantizer is unbiased.
 *
 * @param label (α_l, β_l)
 * @param parameter (α_p, β_p)
 * @param activation (α_a, β_a)
 * @param gradient (α_o, β_o)
 */
public record TargetLaws(VarianceLaw label, VarianceLaw parameter, VarianceLaw activation, VarianceLaw gradient) {
    /** Full precision. */
    public static final TargetLaws NONE =
            new TargetLaws(VarianceLaw.NONE, VarianceLaw.NONE, VarianceLaw.NONE, VarianceLaw.NONE);
}

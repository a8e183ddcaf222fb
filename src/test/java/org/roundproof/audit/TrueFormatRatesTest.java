package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ProjectedVariance;
import org.roundproof.theory.RiskConvention;

/** The extra risk of true quantizers on labels, by projection, against the process itself. */
class TrueFormatRatesTest {
    /**
     * A grid ten times as coarse as the labels are large. Its upper law Δ²/4, its mean Δ²/6 and even E V as additive noise are each more
     * than ten standard errors away. Seed fixed; false alarm 1e-9.
     */
    @Test
    void labelsOnACoarseGridFollowTheProjectedLaw() {
        Quantizer coarse = (Quantizer)
                OperatorExpression.parse("int8(step=16,symmetric=true):sr").resolve();
        Setting clean = Setting.paper(10, 50);
        Setting noisy = clean.with(TargetOperators.NONE.with(Target.LABEL, coarse));
        double expected = TrueFormatRates.label(clean, coarse);
        MonteCarlo.Estimate estimate = MonteCarlo.run(
                        clean.problem(), List.of(noisy.configuration(), clean.configuration()), 5, 0, 6000)
                .difference(0, 1);
        assertFalse(estimate.contradicts(expected), estimate.text() + " against " + expected);
        double variance = TrueFormatRates.labelVariance(clean);
        ProjectedVariance projected = ProjectedVariance.of(coarse, variance);
        double mean = projected.alpha() + projected.beta() * variance;
        for (double law : new double[] {256.0 / 4, 256.0 / 6, mean}) {
            double wrong = clean.with(TargetOperators.NONE.with(Target.LABEL, Noise.ADDITIVE.of(law)))
                    .extra(RiskConvention.CLEAN);
            assertTrue(estimate.contradicts(wrong), "the test would not tell the law " + law + " from the truth");
        }
    }
}

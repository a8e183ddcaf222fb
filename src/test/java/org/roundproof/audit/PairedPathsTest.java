package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roundproof.Effort;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.RiskConvention;

/** The distance of paired paths is the extra risk: against the exact recursion, where there is one. */
class PairedPathsTest {
    /**
     * 400 replicates; a right implementation fails with a probability of 1e-9 each. Power: an extra risk that is 1.5 times as large would be
     * seen (demanded): noise of half as much variance again does not pass.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LABEL | additive(0.25,gaussian)",
                "PARAMETER | additive(0.01)",
                "PARAMETER | multiplicative(0.1,gaussian)",
                "ACTIVATION | additive(0.015625)",
                "ACTIVATION | multiplicative(0.1,uniform,shared)",
                "GRADIENT | multiplicative(0.1,gaussian)",
                "GRADIENT | additive(0.25)",
            })
    void isTheExtraRisk(Target target, String operator) {
        Setting base = new Setting(1.5, 6, 80, 4, 0.1, TargetOperators.NONE);
        Setting quantized = base.with(TargetOperators.NONE.with(
                target, OperatorExpression.parse(operator).resolve()));
        double exact = quantized.extra(RiskConvention.CLEAN);
        MonteCarlo.Estimate estimate = PairedPaths.extra(
                        base.problem(), base.configuration(), List.of(quantized.configuration()), 1, Effort.scaled(400))
                .get(0);
        assertFalse(estimate.contradicts(exact), () -> estimate.text() + " measured, exactly " + exact);
        assertTrue(estimate.contradicts(1.5 * exact), () -> estimate.text() + " does not exclude " + 1.5 * exact);
    }

    /** Biased rounding moves the mean of the paths: the identity is for unbiased quantizers, and the test sees it. */
    @ParameterizedTest
    @CsvSource("int16(step=1/2):toward-zero")
    void aBiasIsSeen(String operator) {
        Setting base = new Setting(1.5, 6, 80, 4, 0.1, TargetOperators.NONE);
        Setting biased = base.with(TargetOperators.NONE.with(
                Target.LABEL, OperatorExpression.parse(operator).resolve()));
        MonteCarlo.Estimate distance = PairedPaths.extra(
                        base.problem(), base.configuration(), List.of(biased.configuration()), 1, Effort.scaled(400))
                .get(0);
        MonteCarlo difference = MonteCarlo.run(
                base.problem(), List.of(base.configuration(), biased.configuration()), 1, 0, Effort.scaled(400));
        double extra = difference.difference(1, 0).mean();
        assertTrue(distance.contradicts(extra), () -> distance.text() + " and " + extra);
    }
}

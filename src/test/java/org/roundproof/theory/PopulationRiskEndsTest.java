package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** Both ends of the enclosure of a finite population's risk. */
class PopulationRiskEndsTest {
    private static RiskResult risk(String activation) {
        TargetOperators operators = TargetOperators.NONE.with(Target.ACTIVATION, Populations.operator(activation));
        return ExpectedRisk.of(
                Populations.synthetic(9, 3),
                new SgdConfiguration(50, 2, 0.05, operators, new Averaging.All()),
                RiskConvention.CLEAN);
    }

    private static double exact(String activation) {
        return assertInstanceOf(RiskResult.Exact.class, risk(activation)).value();
    }

    /** The variance of stochastic rounding lies between 0 and Δ²/4 = 2⁻⁸, each the law of an ideal model. */
    @Test
    void endsAreTheRisksOfTheTwoLaws() {
        RiskResult.Enclosure enclosure = assertInstanceOf(RiskResult.Enclosure.class, risk("int16(step=1/8):sr"));
        assertEquals(exact("identity"), enclosure.lower(), 1e-9);
        assertEquals(exact("additive(0x1p-8)"), enclosure.upper(), 1e-9);
        assertTrue(enclosure.upper() - enclosure.lower() > 1e-6, enclosure::toString);
        assertTrue(enclosure.remarks().stream().anyMatch(remark -> remark.contains("varies between two laws")));
        assertTrue(risk("int16(step=1/8):tpdf").remarks().contains("every variance law is exact"));
    }
}

package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.fast.FastEngine;
import org.roundproof.theory.RiskConvention;

/** True quantizers on one target, and the ranges that the data set: proofs-notes/claims/RP-15.md, section 8. */
class TargetExtraTest {
    private static final Setting SETTING = new Setting(2, 4, 50, 1, 0.4, TargetOperators.NONE);

    /**
     * The process itself against both ends. Seed fixed; a mean outside is six standard errors off, false alarm 2e-9 for each. No end of 0
     * and no law without the quantizer would pass, as the mean is six standard errors from 0.
     */
    @ParameterizedTest
    @CsvSource({
        "DATA, int6(step=0.25;symmetric=true):tpdf",
        "LABEL, int4(step=1;symmetric=true):tpdf",
        "PARAMETER, int12(step=0.5):tpdf",
        "PARAMETER, e2m1:sr",
        "ACTIVATION, int12(step=0.5):tpdf",
        "ACTIVATION, 'float(p=1;emin=-2;emax=8):sr'",
        "GRADIENT, int12(step=1):sr",
        "GRADIENT, int12(step=0.5):tpdf"
    })
    void theProcessLiesBetweenTheEnds(Target target, String expression) {
        Quantizer quantizer = (Quantizer)
                OperatorExpression.parse(expression.replace(';', ',')).resolve();
        Setting noisy = SETTING.with(TargetOperators.NONE.with(target, quantizer));
        MonteCarlo.Estimate estimate = MonteCarlo.run(
                        SETTING.problem(), List.of(noisy.configuration(), SETTING.configuration()), 11, 0, 4000)
                .difference(0, 1);
        FormatEnclosure extra = TargetExtra.of(SETTING, target, RiskConvention.CLEAN, quantizer);
        double slack = 6 * estimate.standardError();
        String text = target.label() + " " + expression + ": " + estimate.text() + " against " + extra;
        assertTrue(extra.lower() - slack < estimate.mean() && estimate.mean() < extra.upper() + slack, text);
        assertTrue(estimate.mean() > slack, text);
    }

    /** One Gaussian: the median of the largest of n is the quantile of 2^(−1/n). */
    @Test
    void rangeOfLabels() {
        Setting setting = new Setting(1, 1, 1, 1, 0.1, TargetOperators.NONE);
        // |y| of variance 2, n = 1: the median 0.6745·√2
        assertEquals(0.674489750196082 * Math.sqrt(2), RunRange.of(setting, Target.LABEL), 1e-9);
        assertEquals(RunRange.of(setting, Target.LABEL), RunRange.of(setting, Target.GRADIENT), 1e-9);
        assertEquals(0, RunRange.of(setting, Target.ACTIVATION), 1e-12);
        assertEquals(0, RunRange.of(setting, Target.PARAMETER), 1e-12);
        // after a step, w = γxy: E w = γ, E w² = γ²(3 + 1)
        Setting two = setting.withSteps(2);
        double quantile = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + Math.sqrt(0.5)) / 2);
        assertEquals(0.1 + quantile * Math.sqrt(0.04 - 0.01), RunRange.of(two, Target.PARAMETER), 1e-9);
        assertEquals(quantile * 0.2, RunRange.of(two, Target.ACTIVATION), 1e-9);
    }

    /**
     * A range set by R is left in about half of the runs, one of 1.5R hardly ever: a run with 8 bits has the same weights as with 12 bits of
     * the same step until something saturates. R is the median for labels and gradients; false alarm of [0.3, 0.7] for 200 runs of
     * probability ½ below 1e-7. Activations and weights stay below R more often, as it is that of their largest variance at every step.
     */
    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"LABEL", "PARAMETER", "ACTIVATION", "GRADIENT"})
    void howOftenARunSaturates(Target target) {
        Setting setting = Setting.paper(10, 400);
        double range = RunRange.of(setting, target);
        double share = saturated(setting, target, range);
        assertTrue(share < 0.7 && (share > 0.3 || target != Target.LABEL), target + ": " + share);
        double wide = saturated(setting, target, TargetFormats.WIDE * range);
        assertTrue(wide <= 0.02, target + " over 1.5R: " + wide);
        assertTrue(saturated(setting, target, range / 2) > 0.9, target + " over R/2");
    }

    private static double saturated(Setting setting, Target target, double range) {
        double step = Math.scalb(Math.rint(Math.scalb(range / 127, 20)), -20);
        SgdConfiguration narrow = configuration(setting, target, "int8(step=" + step + ",symmetric=true):sr");
        SgdConfiguration wide = configuration(setting, target, "int12(step=" + step + ",symmetric=true):sr");
        Problem problem = setting.problem();
        FastEngine engine = new FastEngine();
        int count = 0;
        for (int replicate = 0; replicate < 200; replicate++) {
            double[] one =
                    engine.run(problem, narrow, 3, replicate, TraceSink.NONE).reportedIterate();
            double[] other =
                    engine.run(problem, wide, 3, replicate, TraceSink.NONE).reportedIterate();
            count += Arrays.equals(one, other) ? 0 : 1;
        }
        return count / 200.0;
    }

    private static SgdConfiguration configuration(Setting setting, Target target, String expression) {
        Quantizer quantizer = (Quantizer) OperatorExpression.parse(expression).resolve();
        return setting.with(TargetOperators.NONE.with(target, quantizer)).configuration();
    }

    /** Printed ends enclose. */
    @Test
    void equivalentBits() {
        EquivalentBits bits = EquivalentBits.of(new FormatEnclosure(Math.pow(4, -7.5), Math.pow(4, -7.25)), 1);
        assertEquals(7.25, bits.lower(), 1e-12);
        assertEquals(7.5, bits.upper(), 1e-12);
        assertEquals("7.25 … 7.51", new EquivalentBits(7.2500001, 7.5000001).text());
        assertEquals("-4.51 … -4.25", new EquivalentBits(7.2500001, 7.5000001).gap(3));
        assertEquals(
                "≥ 7.24",
                EquivalentBits.of(new FormatEnclosure(0, Math.pow(4, -7.2499)), 1)
                        .text());
        assertEquals(
                "≤ -4.24",
                EquivalentBits.of(new FormatEnclosure(0, Math.pow(4, -7.2499)), 1)
                        .gap(3));
        assertEquals("–", EquivalentBits.of(new FormatEnclosure(-1, -1), 1).text());
    }
}

package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.RiskConvention;

/** Numbers of the frontier, and its closed forms. */
class FrontierTest {
    private static final TargetSet DATA = TargetSet.of(Target.DATA);

    /** Data alone, a = 2, N = 1000, γ = 0.1, B = 1, b = 8. */
    @ParameterizedTest
    @CsvSource({
        "50, CLEAN, -2.24, -5.64",
        "800, CLEAN, -2.27, -9.64",
        "50, QUANTIZED, -1.26, -5.64",
        "800, QUANTIZED, -1.28, -9.64"
    })
    void shiftOfTheDataAtThousandSteps(int dimension, RiskConvention convention, double exact, double rule) {
        Frontier frontier = Frontier.of(Setting.paper(dimension, 1000), DATA, Noise.MULTIPLICATIVE, convention);
        assertEquals(exact, frontier.shift(8).orElseThrow(), 0.005);
        assertEquals(rule, FrontierTables.rule(2, dimension), 0.005);
    }

    @ParameterizedTest
    @CsvSource({"CLEAN, -5.16", "QUANTIZED, -3.47"})
    void limitAtTwoHundredDimensions(RiskConvention convention, double limit) {
        double[] lambda = Setting.paper(200, 1).problem().eigenvalues();
        double[] optimum = Setting.paper(200, 1).problem().optimum();
        assertEquals(limit, FrontierLimit.shift(lambda, optimum, convention), 0.005);
        assertEquals(limit, FrontierLimit.shift(lambda, optimum, 20, convention), 0.005);
    }

    /** At the frontier both noises cost the same. */
    @Property(tries = 30)
    void bothSidesOfTheFrontierCostTheSame(
            @ForAll Target target,
            @ForAll RiskConvention convention,
            @ForAll @IntRange(min = 1, max = 12) int dimension,
            @ForAll @IntRange(min = 3, max = 60) int steps,
            @ForAll @DoubleRange(min = 2, max = 8) double bits) {
        Frontier frontier =
                Frontier.of(Setting.paper(dimension, steps), TargetSet.of(target), Noise.MULTIPLICATIVE, convention);
        double shift = frontier.shift(bits).orElseThrow();
        double integer = frontier.extra(Noise.ADDITIVE, bits);
        assertEquals(1, frontier.extra(Noise.MULTIPLICATIVE, bits + shift) / integer, 1e-7);
    }

    /** The closed form on power spectra, w* = 1: within the tenth of a bit that the note states. */
    @Property(tries = 40)
    void closedFormOfTheRule(
            @ForAll RiskConvention convention,
            @ForAll @DoubleRange(min = 1, max = 3) double exponent,
            @ForAll @IntRange(min = 10, max = 200) int dimension,
            @ForAll @IntRange(min = 100, max = 2000) int steps,
            @ForAll @DoubleRange(min = 0.02, max = 0.1) double gamma,
            @ForAll @IntRange(min = 1, max = 16) int batch) {
        Setting setting = new Setting(exponent, dimension, steps, batch, gamma, TargetOperators.NONE);
        double exact = Frontier.of(setting, DATA, Noise.MULTIPLICATIVE, convention)
                .firstOrder()
                .orElseThrow();
        assertEquals(exact, FrontierRule.shift(setting, convention).orElseThrow(), 0.1);
    }

    /** d = 1, σ² = 64: additive noise on the data lowers the risk, and there is no frontier. */
    @Test
    void noiseThatHelpsHasNoFrontier() {
        GaussianProblem problem = GaussianProblem.of(new double[] {1}, new double[] {1}, 64);
        Frontier frontier = new Frontier(
                operators -> ExpectedRisk.of(
                        problem,
                        new SgdConfiguration(60, 1, 0.25, operators, new Averaging.All()),
                        RiskConvention.CLEAN),
                1,
                DATA,
                Noise.MULTIPLICATIVE);
        assertTrue(frontier.extra(Noise.ADDITIVE, 4) < 0);
        assertTrue(frontier.shift(4).isEmpty());
    }
}

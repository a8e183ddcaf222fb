package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Spectrum;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.ReplicateSummary;
import org.roundproof.sgd.Replicates;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.fast.FastEngine;

class RotatedDesignRiskTest {
    private static GaussianProblem problem(int d) {
        return GaussianProblem.of(new Spectrum.Power(1.5), new Optimum.Power(0.5), d, 0.7);
    }

    private static double exact(RiskResult result) {
        return assertInstanceOf(RiskResult.Exact.class, result, result::toString)
                .value();
    }

    /** Data and the four others, both of every kind. */
    private static final String MODELS = """
            identity; additive(0.02,gaussian); 1
            additive(0.3,uniform); multiplicative(0.1); 3
            multiplicative(0.2,gaussian); identity; 1
            multiplicative(0.2,rademacher); multiplicative(0.1,uniform,shared); 2
            multiplicative(0.3,gaussian,shared); additive(0.05); 1
            multiplicative(0.3,uniform,shared); multiplicative(0.1,gaussian,shared); 4
            """;

    private static SgdConfiguration configuration(
            String data, String others, int batch, int steps, Averaging averaging) {
        TargetOperators operators =
                TargetOperators.all(Populations.operator(others)).with(Target.DATA, Populations.operator(data));
        return new SgdConfiguration(steps, batch, 0.07, operators, averaging);
    }

    /** On the axes the dense recursion is the recursion of the product design, an unrelated formula. */
    @ParameterizedTest
    @CsvSource(textBlock = MODELS, delimiter = ';')
    void onTheAxesItIsTheProductDesign(String data, String others, int batch) {
        for (RiskConvention convention : RiskConvention.values()) {
            for (Averaging averaging : List.of(new Averaging.All(), new Averaging.Tail(10), new Averaging.Last())) {
                SgdConfiguration configuration = configuration(data, others, batch, 40, averaging);
                double product = exact(ExpectedRisk.of(problem(7), configuration, convention));
                double dense = exact(ExpectedRisk.of(problem(7).rotated(3, 0), configuration, convention));
                assertEquals(product, dense, 1e-11 * product);
            }
        }
    }

    /**
     * Off the axes: Gauss–Hermite points of three nodes have the moments of the normal law up to order five, and the recursion
     * sees no more than four. Their rows, weighted by repetition, are a finite population.
     */
    @ParameterizedTest
    @CsvSource(textBlock = MODELS, delimiter = ';')
    void offTheAxesItIsThePopulationOfGaussHermitePoints(String data, String others, int batch) {
        GaussianProblem turned = problem(3).rotated(6);
        FinitePopulation rows = gaussHermite(turned);
        for (RiskConvention convention : RiskConvention.values()) {
            SgdConfiguration configuration = configuration(data, others, batch, 30, new Averaging.All());
            double population = exact(PopulationRisk.of(rows, configuration, convention));
            double dense = exact(ExpectedRisk.of(turned, configuration, convention));
            assertEquals(population, dense, 1e-10 * population);
        }
    }

    private static FinitePopulation gaussHermite(GaussianProblem problem) {
        int d = 3;
        double root = Math.sqrt(3);
        double[] nodes = {-root, 0, 0, 0, 0, root};
        double[] r = problem.rotation().orElseThrow();
        double[] lambda = problem.eigenvalues();
        double[] w = problem.optimum();
        int points = nodes.length * nodes.length * nodes.length;
        double[] x = new double[2 * points * d];
        double[] y = new double[2 * points];
        for (int k = 0; k < 2 * points; k++) {
            int code = k / 2;
            double[] z = {nodes[code % 6], nodes[code / 6 % 6], nodes[code / 36]};
            double signal = 0;
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    x[k * d + i] += r[i * d + j] * Math.sqrt(lambda[j]) * z[j];
                }
                signal += w[i] * x[k * d + i];
            }
            y[k] = signal + (k % 2 == 0 ? 1 : -1) * Math.sqrt(problem.noiseVariance());
        }
        return FinitePopulation.of(List.of("a", "b", "c"), x, y, "Gauss-Hermite points");
    }

    /** Against the process: 2 comparisons at 5 standard errors, false alarm below 2e-6 each. */
    @ParameterizedTest
    @ValueSource(strings = {"multiplicative(0.5,gaussian)", "additive(0.3,gaussian)"})
    void theProcessAgrees(String data) {
        GaussianProblem turned = problem(6).rotated(2);
        SgdConfiguration configuration = configuration(data, "multiplicative(0.1)", 2, 40, new Averaging.All());
        double exact = exact(ExpectedRisk.of(turned, configuration, RiskConvention.CLEAN));
        ReplicateSummary sample = new Replicates(new FastEngine(), turned, configuration, 77).run(4000, 1, done -> {});
        assertEquals(exact, sample.mean(), 5 * sample.standardError());
        assertTrue(sample.standardError() < 0.02 * exact, "no power: " + sample.standardError() + " of " + exact);
    }

    /** A rotation changes no risk where nothing, a shared factor or an isotropic error quantizes. */
    @ParameterizedTest
    @ValueSource(strings = {"identity", "additive(0.1,gaussian)", "multiplicative(0.1,uniform,shared)"})
    void isotropicErrorsDoNotMindRotations(String data) {
        SgdConfiguration configuration = configuration(data, "identity", 1, 50, new Averaging.All());
        double plain = exact(ExpectedRisk.of(problem(8), configuration, RiskConvention.CLEAN));
        double turned = exact(ExpectedRisk.of(problem(8).rotated(1, 0.5), configuration, RiskConvention.CLEAN));
        assertEquals(plain, turned, 1e-11 * plain);
    }

    @Test
    void trueQuantizersAreRefused() {
        for (Target target : Target.values()) {
            TargetOperators operators = TargetOperators.NONE.with(target, Populations.operator("e4m3:sr"));
            SgdConfiguration configuration = new SgdConfiguration(10, 1, 0.1, operators, new Averaging.All());
            RiskResult result = ExpectedRisk.of(problem(4).rotated(1), configuration, RiskConvention.CLEAN);
            String reason = assertInstanceOf(RiskResult.Refused.class, result).reason();
            assertTrue(reason.contains("ideal error model") && reason.contains("--monte-carlo"), reason);
        }
    }

    @Test
    void divergenceIsSaid() {
        TargetOperators operators = TargetOperators.NONE;
        SgdConfiguration wild = new SgdConfiguration(3000, 1, 3, operators, new Averaging.All());
        RiskResult result = ExpectedRisk.of(problem(4).rotated(1), wild, RiskConvention.CLEAN);
        assertTrue(assertInstanceOf(RiskResult.Refused.class, result).reason().contains("smaller step size"));
    }

    /**
     * Without label noise the last iterate's risk falls far below its terms, λ_iw_i² three times over: (N + d²)·2⁻⁵³·3 around what is
     * left, from 0 on clean data.
     */
    @Test
    void aRiskLostInCancellationIsEnclosed() {
        GaussianProblem noiseless = GaussianProblem.of(new double[] {1, 0.5}, new double[] {1, 1}, 0)
                .rotated(1, 0);
        SgdConfiguration run = new SgdConfiguration(2000, 8, 0.5, TargetOperators.NONE, new Averaging.Last());
        double rounding = 2004 * 0x1p-53 * 3;
        for (RiskConvention convention : RiskConvention.values()) {
            RiskResult.Enclosure found =
                    assertInstanceOf(RiskResult.Enclosure.class, ExpectedRisk.of(noiseless, run, convention));
            assertEquals(convention == RiskConvention.CLEAN ? 0 : -rounding, found.lower(), 5e-4 * rounding);
            assertEquals(rounding, found.upper(), 5e-4 * rounding);
            assertEquals(0, found.saturationProbability());
            assertTrue(found.remarks().get(0).startsWith("rotated design"));
            assertTrue(found.remarks().get(1).contains("an estimate of the rounding"));
        }
    }
}

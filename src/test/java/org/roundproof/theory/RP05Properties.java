package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;

/** RP-05: additive data error lifts the whole spectrum. */
class RP05Properties {
    private static FieldMatrix<BigFraction> covariance(double[] x, int n, Operator data) {
        return QuantizedPopulation.of(RationalField.INSTANCE, x, new double[n], data, new Identity())
                .quantizedCovariance();
    }

    private static void assertLifted(double[] x, int n, int d, Operator data, BigFraction epsilon) {
        FieldMatrix<BigFraction> h = covariance(x, n, new Identity());
        FieldMatrix<BigFraction> hq = covariance(x, n, data);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                BigFraction lift = i == j ? epsilon : BigFraction.ZERO;
                assertEquals(h.get(i, j).add(lift), hq.get(i, j), i + ", " + j);
            }
        }
    }

    /** Any rows, not centred, dependent: H_q = H + εI in rationals. */
    @Property
    void RP_05_additiveModelLiftsByEpsilon(
            @ForAll @IntRange(min = 1, max = 6) int n, @ForAll @IntRange(min = 1, max = 4) int d, @ForAll long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles((long) n * d, -3, 3).toArray();
        double epsilon = random.nextDouble();
        for (String law : List.of("gaussian", "uniform", "rademacher")) {
            assertLifted(
                    x, n, d, Populations.operator("additive(" + epsilon + "," + law + ")"), BigFraction.from(epsilon));
        }
    }

    /** A true quantizer that does the same: TPDF dither, ε = Δ²/4, as long as no value is within a step of the range's end. */
    @Property
    void RP_05_tpdfDitherLiftsByAQuarterSquareStep(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 2, max = 7) int fraction,
            @ForAll long seed) {
        double limit = Math.scalb(100, -fraction);
        double[] x = new Random(seed).doubles((long) n * d, -limit, limit).toArray();
        assertLifted(
                x,
                n,
                d,
                Populations.operator("int8(step=0x1p-" + fraction + "):tpdf"),
                BigFraction.of(1, 1L << (2 * fraction + 2)));
    }

    /** Rotated designs: every eigenvalue is lifted by ε, whatever the basis (rigorous enclosures). */
    @Property(tries = 6)
    void RP_05_rotationsAreLiftedAllTheSame(
            @ForAll @IntRange(min = 2, max = 24) int d, @ForAll @IntRange(max = 999) int seed) {
        double[] lambda = new double[d];
        double[] ones = new double[d];
        for (int i = 0; i < d; i++) {
            lambda[i] = 1 / ((i + 1.0) * (i + 1.0));
            ones[i] = 1;
        }
        GaussianProblem problem = GaussianProblem.of(lambda, ones, 1).rotated(seed);
        for (Interval lift : QuantizedSpectrum.of(problem, Populations.operator("additive(0.01)"))
                .lift()) {
            assertTrue(lift.contains(0.01) && lift.width() < 1e-12, lift.toString());
        }
        // TPDF on a range of 16 standard deviations: saturation adds less than 1e-50
        for (Interval lift : QuantizedSpectrum.of(problem, Populations.operator("int10(step=0x1p-5):tpdf"))
                .lift()) {
            assertTrue(lift.contains(0x1p-12) && lift.width() < 1e-9, lift.toString());
        }
    }

    /** Stochastic rounding is not the additive model: on grid points it adds nothing, between them up to Δ²/4. */
    @Property
    void RP_05_stochasticRoundingLiftsByLess(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        double[] x = new Random(seed).doubles(n, -1, 1).toArray();
        BigFraction h = covariance(x, n, new Identity()).get(0, 0);
        BigFraction hq =
                covariance(x, n, Populations.operator("int8(step=1/32):sr")).get(0, 0);
        BigFraction lift = hq.subtract(h);
        assertTrue(lift.signum() >= 0 && lift.subtract(BigFraction.of(1, 4096)).signum() <= 0, lift.toString());
        double[] grid = new double[n];
        for (int k = 0; k < n; k++) {
            grid[k] = Math.rint(32 * x[k]) / 32;
        }
        assertEquals(
                covariance(grid, n, new Identity()).get(0, 0),
                covariance(grid, n, Populations.operator("int8(step=1/32):sr")).get(0, 0));
    }
}

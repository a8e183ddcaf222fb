package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

class ContractedSupremaTest {
    private static PopulationMoments<Interval> moments(FinitePopulation rows) {
        return QuantizedPopulation.of(
                IntervalField.INSTANCE, rows, Populations.operator("identity"), Populations.operator("identity"));
    }

    private static NoiseSuprema suprema(FinitePopulation rows) throws UncoveredException {
        PopulationMoments<Interval> moments = moments(rows);
        Whitening whitening = Whitening.of(moments.quantizedCovariance());
        return ContractedSuprema.of(moments, whitening, PopulationNoise.optimum(moments.correlation(), whitening));
    }

    private static void assertAt(double exact, Interval bound) {
        assertTrue(exact <= bound.upper(), () -> exact + " above " + bound);
        assertEquals(exact, bound.upper(), 1e-11 * exact);
    }

    /** w_q* = 7/5, ξ = −2/5, 1/5, Ex² = 5/2, Ex⁴ = 17/2: in one dimension nothing is lost. */
    @Test
    void oneFeatureByHand() throws UncoveredException {
        NoiseSuprema found =
                suprema(FinitePopulation.of(List.of("x"), new double[] {1, 2}, new double[] {1, 3}, "two rows"));
        assertAt(1.36, found.kurtosis());
        assertAt(1.36, found.stateShare());
        assertAt(0.064, found.residual());
        assertAt(0.064 * 1.36, found.dependence());
    }

    /** Rows 3e_1, e_2, e_3: z = √3 e_i, E‖z‖²zzᵀ = 3I, and E(e_1·z)⁴ = 3 reaches it. Labels 3, 2, 5: no residual. */
    @Test
    void rowsOnTheAxes() throws UncoveredException {
        NoiseSuprema found = suprema(FinitePopulation.of(
                List.of("a", "b", "c"), new double[] {3, 0, 0, 0, 1, 0, 0, 0, 1}, new double[] {3, 2, 5}, "axes"));
        assertAt(3, found.kurtosis());
        assertTrue(found.residual().upper() < 1e-11, found::toString);
        assertTrue(found.dependence().upper() < 1e-11, found::toString);
    }

    /** A regular hexagon of radius √2: λ_max E‖z‖²zzᵀ = 2, where the products of rows find the true 3/2. */
    @Test
    void fewRowsAreSharper() throws UncoveredException {
        double half = 1 / Math.sqrt(2);
        double side = Math.sqrt(1.5);
        double[] points = {2 * half, 0, half, side, -half, side, -2 * half, 0, -half, -side, half, -side};
        assertAt(
                1.5,
                suprema(FinitePopulation.of(List.of("a", "b"), points, new double[6], "hexagon"))
                        .kurtosis());
    }

    private static FinitePopulation random(Random random, int n, int d) {
        double[] features = random.doubles((long) n * d, -1, 1).toArray();
        double[] labels = random.doubles(n, -1, 1).toArray();
        for (int k = 0; k < n; k++) {
            for (int i = 1; i < d; i++) {
                features[k * d + i] = (features[k * d + i] + features[k * d]) / (1 + i % 4);
            }
            labels[k] += features[k * d];
        }
        return FinitePopulation.of(Collections.nCopies(d, "x"), features, labels, n + " rows");
    }

    /** E[(aᵀz)²(bᵀz)²] in many directions, a and b = H_q^(1/2) times anything, by the rows themselves. */
    @Test
    void directionsStayBelow() throws UncoveredException {
        Random random = new Random(7);
        for (int t = 0; t < 20; t++) {
            int d = 1 + t % 5;
            FinitePopulation rows = random(random, 3 * d + 2, d);
            NoiseSuprema found = suprema(rows);
            double[] u = new double[d];
            double[] v = new double[d];
            for (int k = 0; k < 100; k++) {
                for (int i = 0; i < d; i++) {
                    u[i] = random.nextGaussian();
                    v[i] = k % 2 == 0 ? u[i] : random.nextGaussian();
                }
                // aᵀz = u·x with ‖a‖² = uᵀHu = E(u·x)²
                double both = 0;
                double first = 0;
                double second = 0;
                for (int r = 0; r < rows.size(); r++) {
                    double p = dot(rows, r, u);
                    double q = dot(rows, r, v);
                    both += p * p * q * q / rows.size();
                    first += p * p / rows.size();
                    second += q * q / rows.size();
                }
                double kurtosis = both / (first * second);
                assertTrue(kurtosis <= found.kurtosis().upper(), () -> kurtosis + " above " + found);
            }
        }
    }

    private static double dot(FinitePopulation rows, int row, double[] u) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += rows.features()[row * u.length + i] * u[i];
        }
        return sum;
    }

    /** The bound of many features lies above the proven risk, and above the one by all fourth moments not by much more than (d + 2)/3. */
    @Test
    void boundsAboveTheProvenRisk() {
        Random random = new Random(11);
        FinitePopulation rows = random(random, 60, PopulationNoise.LARGEST_TENSOR + 2);
        for (String operator : List.of("identity", "e4m3:sr", "multiplicative(0.01,shared)")) {
            SgdConfiguration configuration = new SgdConfiguration(
                    200,
                    16,
                    0.0625,
                    TargetOperators.NONE
                            .with(Target.DATA, Populations.operator(operator))
                            .with(Target.PARAMETER, Populations.operator("additive(0.001)")),
                    new Averaging.All());
            RiskBound.Terms bound = assertInstanceOf(RiskBound.Terms.class, RiskBound.of(rows, configuration));
            RiskResult.Exact risk = assertInstanceOf(
                    RiskResult.Exact.class, ExpectedRisk.of(rows, configuration, RiskConvention.CLEAN));
            assertTrue(bound.cleanValue() >= risk.proven().upper(), () -> bound + " below " + risk);
            assertTrue(bound.cleanValue() <= 20 * risk.value(), () -> bound + " far above " + risk);
        }
    }

    /** A table that would take minutes in intervals is refused in one line. */
    @Test
    void longTablesAreRefused() {
        FinitePopulation rows = random(new Random(3), 2000, 120);
        SgdConfiguration configuration = new SgdConfiguration(10, 1, 1e-4, TargetOperators.NONE, new Averaging.All());
        UncoveredException refused =
                assertThrows(UncoveredException.class, () -> PopulationBound.of(rows, configuration));
        assertEquals(
                "the bound of 2000 rows of 120 features is too long a computation in intervals; (n + d) d² can be 12 million at most",
                refused.reason());
    }
}

package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.roundproof.Effort;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** The bound of a finite population against its exact recursion, and its constants against their definitions. */
class PopulationBoundTest {
    private static final DoubleField FIELD = DoubleField.INSTANCE;
    private static final List<String> DATA = List.of(
            "identity",
            "int8(step=1/4):sr",
            "int8(step=1/2):ties-to-even",
            "e2m3:sr",
            "additive(0.1,gaussian)",
            "multiplicative(0.1,uniform)",
            "multiplicative(0.2,gaussian,shared)");
    private static final List<String> LABELS = List.of(
            "identity", "int8(step=1/2):sr", "int8(step=1/2):ties-to-even", "multiplicative(0.2,gaussian,shared)");
    private static final List<String> OTHERS = List.of(
            "identity",
            "identity",
            "additive(0.1)",
            "multiplicative(0.05,gaussian)",
            "multiplicative(0.1,gaussian,shared)");

    private final Random random = new Random(20251103);

    private static Operator parse(String expression) {
        return OperatorExpression.parse(expression).resolve();
    }

    private <E> E one(List<E> list) {
        return list.get(random.nextInt(list.size()));
    }

    private FinitePopulation population() {
        int d = 1 + random.nextInt(3);
        int n = d + 3 + random.nextInt(6);
        double[] x = new double[n * d];
        double[] y = new double[n];
        for (int k = 0; k < n; k++) {
            double common = random.nextGaussian();
            for (int i = 0; i < d; i++) {
                x[k * d + i] = random.nextGaussian() + common;
                y[k] += x[k * d + i] * (1 + i);
            }
            y[k] += random.nextGaussian();
        }
        return FinitePopulation.of(IntStream.range(0, d).mapToObj(i -> "x" + i).toList(), x, y, "random");
    }

    private static VarianceLaw law(Operator operator) {
        return operator.varianceBounds().orElseThrow().upper();
    }

    /** ½E‖w̄ − w_q*‖²_{H_q} by the definition-shaped recursion. */
    private static double excess(PopulationMoments<Double> moments, SgdConfiguration configuration) {
        TargetOperators operators = configuration.operators();
        IterateMoments<Double> iterate = new PopulationRecursion<>(
                        moments,
                        new StepLaws(
                                law(operators.parameter()), law(operators.activation()), law(operators.gradient())))
                .run(configuration.steps(), configuration.batch(), configuration.stepSize(), new Averaging.All());
        double[][] h = new double[moments.dimension()][moments.dimension()];
        double[] c = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            c[i] = moments.correlation().get(i);
            for (int j = 0; j < h.length; j++) {
                h[i][j] = moments.quantizedCovariance().get(i, j);
            }
        }
        double[] optimum = solve(h, c);
        FieldMatrix<Double> w = FieldMatrix.of(FIELD, h.length, 1, (i, j) -> optimum[i]);
        double constant = 0.5 * moments.correlation().dot(w);
        return new QuadraticRisk<>(FIELD, moments.quantizedCovariance(), moments.correlation(), constant).of(iterate);
    }

    // Gaussian elimination without pivoting, for positive definite matrices
    private static double[] solve(double[][] matrix, double[] right) {
        int d = right.length;
        double[][] a = new double[d][];
        double[] b = right.clone();
        for (int i = 0; i < d; i++) {
            a[i] = matrix[i].clone();
        }
        for (int k = 0; k < d; k++) {
            for (int i = k + 1; i < d; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k; j < d; j++) {
                    a[i][j] -= factor * a[k][j];
                }
                b[i] -= factor * b[k];
            }
        }
        for (int k = d - 1; k >= 0; k--) {
            for (int j = k + 1; j < d; j++) {
                b[k] -= a[k][j] * b[j];
            }
            b[k] /= a[k][k];
        }
        return b;
    }

    /** Both sides proven: the bound is not below the upper end of the risk, rounding included. */
    @Test
    void liesAboveTheProvenRisk() {
        int applied = 0;
        for (int t = 0; t < Effort.scaled(120); t++) {
            FinitePopulation rows = population();
            TargetOperators operators = new TargetOperators(
                    parse(one(DATA)), parse(one(LABELS)), parse(one(OTHERS)), parse(one(OTHERS)), parse(one(OTHERS)));
            int batch = 1 << random.nextInt(5);
            int steps = 2 + random.nextInt(200);
            RiskBound tiny =
                    RiskBound.of(rows, new SgdConfiguration(steps, batch, 1e-9, operators, new Averaging.All()));
            if (!(tiny instanceof RiskBound.Terms condition)) {
                continue;
            }
            double step = condition.stepSizeThreshold() * (0.05 + 0.9 * random.nextDouble());
            SgdConfiguration configuration = new SgdConfiguration(steps, batch, step, operators, new Averaging.All());
            RiskResult.Exact risk = assertInstanceOf(
                    RiskResult.Exact.class, PopulationRisk.of(rows, configuration, RiskConvention.CLEAN));
            RiskBound.Terms bound = assertInstanceOf(RiskBound.Terms.class, RiskBound.of(rows, configuration));
            assertTrue(
                    bound.cleanValue() >= risk.proven().upper(), () -> bound + " below " + risk + ": " + configuration);
            RiskResult.Exact quantized = assertInstanceOf(
                    RiskResult.Exact.class, PopulationRisk.of(rows, configuration, RiskConvention.QUANTIZED));
            assertTrue(
                    bound.quantizedValue() >= quantized.proven().upper(),
                    () -> bound + " below " + quantized + " on quantized data: " + configuration);
            applied++;
        }
        assertTrue(applied >= Effort.scaled(60), "only " + applied);
    }

    @Test
    void holdsOnRandomPopulations() {
        int tries = Effort.scaled(120);
        int applied = 0;
        double tightest = Double.POSITIVE_INFINITY;
        for (int t = 0; t < tries; t++) {
            FinitePopulation rows = population();
            TargetOperators operators = new TargetOperators(
                    parse(one(DATA)), parse(one(LABELS)), parse(one(OTHERS)), parse(one(OTHERS)), parse(one(OTHERS)));
            int batch = 1 << random.nextInt(5);
            int steps = 2 + random.nextInt(60);
            RiskBound tiny =
                    RiskBound.of(rows, new SgdConfiguration(steps, batch, 1e-9, operators, new Averaging.All()));
            if (!(tiny instanceof RiskBound.Terms condition)) {
                continue; // quantized features that are dependent
            }
            double step = condition.stepSizeThreshold() * (0.05 + 0.9 * random.nextDouble());
            SgdConfiguration configuration = new SgdConfiguration(steps, batch, step, operators, new Averaging.All());
            RiskBound.Terms bound =
                    assertInstanceOf(RiskBound.Terms.class, RiskBound.of(rows, configuration), operators::toString);
            double exact =
                    excess(QuantizedPopulation.of(FIELD, rows, operators.data(), operators.label()), configuration);
            RiskResult.Exact clean = assertInstanceOf(
                    RiskResult.Exact.class, ExpectedRisk.of(rows, configuration, RiskConvention.CLEAN));
            RiskResult.Exact quantized = assertInstanceOf(
                    RiskResult.Exact.class, ExpectedRisk.of(rows, configuration, RiskConvention.QUANTIZED));
            double floor = quantized.value() - exact;
            double rounding = 1e-9 * (1 + Math.abs(quantized.value()) + exact);
            assertTrue(bound.quantizedApproximation() >= floor - rounding, () -> bound + " " + floor);
            assertTrue(
                    bound.quantizedApproximation() <= floor + bound.approximation() + rounding,
                    () -> bound + " " + floor);
            applied++;
            tightest = Math.min(tightest, bound.value() / exact);
            assertTrue(bound.value() >= exact * (1 - 1e-9), () -> configuration + ": " + bound + " below " + exact);
            assertTrue(bound.cleanValue() >= clean.value() * (1 - 1e-9), () -> configuration + ": " + bound + clean);
        }
        assertTrue(applied > tries / 2, "applied " + applied);
        assertTrue(tightest < 1.2, "tightest " + tightest);
    }

    /** E[(aᵀz)²(bᵀz)²] and E[(aᵀz)²(bᵀz)²] − (aᵀb)² of a few points, whitened or not, in random directions. */
    @Test
    void fourthMomentsAreBounded() {
        for (int t = 0; t < 30; t++) {
            int d = 1 + random.nextInt(4);
            int n = 2 * d + random.nextInt(5);
            double[][] z = new double[n][d];
            for (double[] row : z) {
                for (int i = 0; i < d; i++) {
                    row[i] = random.nextGaussian() * (1 + random.nextInt(3));
                }
            }
            SymmetricTensor<Interval> fourth = SymmetricTensor.of(IntervalField.INSTANCE, d, 4, i -> {
                double sum = 0;
                for (double[] row : z) {
                    sum += row[i[0]] * row[i[1]] * row[i[2]] * row[i[3]];
                }
                return Interval.around(sum / n, 1e-12 * (1 + Math.abs(sum)));
            });
            FourthMomentBound bound = FourthMomentBound.of(fourth);
            for (int k = 0; k < 200; k++) {
                double[] a = unit(d);
                double[] b = k % 3 == 0 ? a : unit(d);
                double sum = 0;
                for (double[] row : z) {
                    sum += Math.pow(dot(a, row) * dot(b, row), 2) / n;
                }
                double overlap = Math.pow(dot(a, b), 2);
                assertTrue(sum <= bound.kurtosis() * (1 + 1e-12), () -> "kurtosis " + bound);
                assertTrue(sum - overlap <= bound.stateShare() + 1e-12 * bound.kurtosis(), () -> "share " + bound);
            }
        }
    }

    private double[] unit(int d) {
        double[] a = new double[d];
        double norm = 0;
        for (int i = 0; i < d; i++) {
            a[i] = random.nextGaussian();
            norm += a[i] * a[i];
        }
        for (int i = 0; i < d; i++) {
            a[i] /= Math.sqrt(norm);
        }
        return a;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** E z_i⁴ = 3, E z_i²z_j² = 1: κ = 3 and κ₀ = 2 in every dimension, where the trace alone would give d + 2. */
    @Test
    void gaussianFourthMomentsAreSharp() {
        for (int d : new int[] {1, 2, 5}) {
            FourthMomentBound bound = FourthMomentBound.of(SymmetricTensor.of(IntervalField.INSTANCE, d, 4, i -> {
                boolean paired = i[0] == i[1] && i[2] == i[3];
                return Interval.of(!paired ? 0 : i[1] == i[2] ? 3 : 1);
            }));
            assertEquals(3, bound.kurtosis(), 1e-3);
            assertEquals(2, bound.stateShare(), 1e-3);
            assertTrue(bound.kurtosis() >= 3 && bound.stateShare() >= 2, bound::toString);
        }
    }

    @Test
    void saysWhereItDoesNotApply() {
        FinitePopulation rows = FinitePopulation.of(
                List.of("a", "b"), new double[] {1, 0, 0, 1, 1, 0.125}, new double[] {1, 2, 3}, "three rows");
        assertReason(
                rows,
                "independent",
                0.1,
                TargetOperators.NONE.with(Target.DATA, parse("int4(step=1024):ties-to-even")));
        assertReason(rows, "biased", 0.1, TargetOperators.NONE.with(Target.ACTIVATION, parse("e4m3:ties-to-even")));
        assertReason(rows, "γλ_1", 3, TargetOperators.NONE);
        assertReason(rows, "tr H_q", 0.9, TargetOperators.NONE);
    }

    private static void assertReason(FinitePopulation rows, String part, double step, TargetOperators operators) {
        RiskBound.NotApplicable none = assertInstanceOf(
                RiskBound.NotApplicable.class,
                RiskBound.of(rows, new SgdConfiguration(20, 1, step, operators, new Averaging.All())));
        assertTrue(none.reason().contains(part), none::reason);
    }
}

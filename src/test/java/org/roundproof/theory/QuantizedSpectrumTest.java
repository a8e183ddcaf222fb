package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.InputException;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Operator;

class QuantizedSpectrumTest {
    private static final double[] LAMBDA = {1, 0.25, 0.125};
    private static final double[] OPTIMUM = {1, -1, 2};

    private static GaussianProblem problem() {
        return GaussianProblem.of(LAMBDA, OPTIMUM, 0.5);
    }

    /** ½ (ε/(1+ε))² ‖w*‖²_H on clean data, ½ ε/(1+ε) ‖w*‖²_H on quantized data. */
    @ParameterizedTest
    @ValueSource(strings = {"multiplicative(0.1)", "multiplicative(0.1,shared)"})
    void approximationErrorsOfMultiplicativeNoise(String data) {
        double signal = 1 + 0.25 + 0.5;
        double shrink = 0.1 / 1.1;
        QuantizedSpectrum plain = QuantizedSpectrum.of(problem(), Populations.operator(data));
        assertEquals(0.5 * shrink * shrink * signal, plain.cleanApproximationError(), 1e-14);
        assertEquals(0.5 * shrink * signal, plain.quantizedApproximationError(), 1e-14);
        QuantizedSpectrum rotated =
                QuantizedSpectrum.of(problem().rotated(4), Populations.operator("multiplicative(0.1,shared)"));
        assertEquals(0.5 * shrink * shrink * signal, rotated.cleanApproximationError(), 1e-12);
        assertEquals(0.5 * shrink * signal, rotated.quantizedApproximationError(), 1e-12);
    }

    /** H_q = H + εI: w_q* = λ/(λ+ε) w*, in any basis. */
    @Test
    void approximationErrorsOfAdditiveNoise() {
        double clean = 0;
        double quantized = 0;
        for (int i = 0; i < 3; i++) {
            double missing = 0.1 / (LAMBDA[i] + 0.1);
            clean += 0.5 * LAMBDA[i] * missing * missing * OPTIMUM[i] * OPTIMUM[i];
            quantized += 0.5 * LAMBDA[i] * missing * OPTIMUM[i] * OPTIMUM[i];
        }
        for (GaussianProblem problem : List.of(problem(), problem().rotated(9))) {
            QuantizedSpectrum spectrum = QuantizedSpectrum.of(problem, Populations.operator("additive(0.1)"));
            assertEquals(clean, spectrum.cleanApproximationError(), 1e-12);
            assertEquals(quantized, spectrum.quantizedApproximationError(), 1e-12);
        }
    }

    /** The quantized optimum of a population minimizes the quantized risk: its gradient c − H_q w vanishes. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"e2m1:ties-to-even", "int4(step=1/4):sr", "int8(step=1/16):tpdf", "identity"})
    void populationOptimumIsStationary(String data) {
        FinitePopulation rows = Populations.DIABETES;
        QuantizedSpectrum spectrum = QuantizedSpectrum.of(rows, Populations.operator(data));
        PopulationMoments<Double> moments = QuantizedPopulation.of(
                DoubleField.INSTANCE, rows, Populations.operator(data), Populations.operator("identity"));
        FieldMatrix<Double> w =
                FieldMatrix.of(DoubleField.INSTANCE, rows.dimension(), 1, (i, j) -> spectrum.quantizedOptimum()[i]);
        FieldMatrix<Double> gradient =
                moments.correlation().minus(moments.quantizedCovariance().times(w));
        for (int i = 0; i < rows.dimension(); i++) {
            assertEquals(0, gradient.get(i), 1e-9);
        }
        assertEquals(rows.excessRisk(spectrum.quantizedOptimum()), spectrum.cleanApproximationError(), 1e-6);
        assertEquals(
                spectrum.dimension(),
                spectrum.eigenvalues().stream().filter(x -> x.width() < 1e-10).count());
    }

    /** On clean data the floor of the recursion is the approximation error: N → ∞ with a tiny step. */
    @Test
    void populationQuantizedErrorIsTheQuantizedRiskOfItsOptimum() {
        FinitePopulation rows = Populations.LONGLEY;
        QuantizedSpectrum spectrum = QuantizedSpectrum.of(rows, Populations.operator("int8(step=1/16):tpdf"));
        PopulationMoments<Double> moments = QuantizedPopulation.of(
                DoubleField.INSTANCE,
                rows,
                Populations.operator("int8(step=1/16):tpdf"),
                Populations.operator("identity"));
        PopulationMoments<Double> plain = QuantizedPopulation.of(
                DoubleField.INSTANCE, rows, Populations.operator("identity"), Populations.operator("identity"));
        FieldMatrix<Double> w = column(spectrum.quantizedOptimum());
        FieldMatrix<Double> optimum = column(rows.optimum());
        double risk =
                QuadraticRisk.quantized(moments, plain, optimum).of(new IterateMoments<>(w, w.times(w.transpose())));
        assertEquals(risk, spectrum.quantizedApproximationError(), 1e-6 * risk);
    }

    private static FieldMatrix<Double> column(double[] values) {
        return FieldMatrix.of(DoubleField.INSTANCE, values.length, 1, (i, j) -> values[i]);
    }

    @Test
    void distortionNamesTheWorstDirection() {
        QuantizedSpectrum spectrum = QuantizedSpectrum.of(problem(), Populations.operator("additive(0.125)"));
        assertEquals(3, spectrum.distortion().index());
        assertTrue(spectrum.distortion().value().contains(1.0));
        assertEquals(2, spectrum.effectiveDimension(10, 0.3));
        assertEquals(3, spectrum.effectiveDimension(100, 0.3));
    }

    /** Nearest rounding shrinks what it sends to zero: the distortion is negative there. */
    @Test
    void vanishedFeaturesAreFullyDistorted() {
        FinitePopulation rows = FinitePopulation.of(
                List.of("a", "b"), new double[] {1, 0.1, -1, 0.1, 1, -0.1}, new double[] {1, 2, 3}, "small");
        QuantizedSpectrum spectrum = QuantizedSpectrum.of(rows, Populations.operator("int8(step=1):ties-to-even"));
        assertEquals(2, spectrum.distortion().index());
        assertTrue(spectrum.distortion().value().contains(1.0));
        assertEquals(0, spectrum.quantizedOptimum()[1]);
    }

    @Test
    void collinearRowsHaveNoRatio() {
        SplitMatrix singular = SplitMatrix.of(new double[] {1, 1, 1, 1}, 2);
        QuantizedSpectrum spectrum = new DenseSpectrum(singular, singular).gaussian(new double[] {0.5, 0.5}, 0);
        assertEquals(Double.POSITIVE_INFINITY, spectrum.ratios().get(1).upper());
        assertTrue(Double.isNaN(spectrum.cleanApproximationError()), "no solution of a singular system is printed");
        assertTrue(Double.isNaN(spectrum.quantizedApproximationError()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e4m3:ties-to-even", "e5m2:sr:ovf-inf"})
    void rotatedDesignsNeedUnbiasedFiniteOperators(String data) {
        GaussianProblem rotated = problem().rotated(1);
        assertThrows(InputException.class, () -> QuantizedSpectrum.of(rotated, Populations.operator(data)));
    }

    /** Saturation widens the enclosure, and where the optimum would be lost in it there is no answer. */
    @Test
    void saturationOnRotatedDesignsIsRefused() {
        GaussianProblem rotated = problem().rotated(2);
        InputException refused = assertThrows(
                InputException.class, () -> QuantizedSpectrum.of(rotated, Populations.operator("int5(step=1/8):sr")));
        assertTrue(refused.getMessage().contains("saturate"), refused::getMessage);
        Interval wide = QuantizedSpectrum.of(rotated, Populations.operator("int12(step=1/8):sr"))
                .quantizedEigenvalues()
                .get(0);
        assertTrue(wide.width() < 1e-9, wide::toString);
    }

    /** The symmetric quantizer's m2 is 0.43608 at ±7/8, that of two's complement 0.47696. */
    @ParameterizedTest
    @ValueSource(
            strings = {"int4(step=1/8):sr", "int4(step=1/8):sr:wrap", "e2m1:sr:ovf-inf", "int4(step=1/8):subtractive"})
    void featuresOutsideTheSymmetricRangeAreRefused(String data) {
        GaussianProblem unit = GaussianProblem.of(new double[] {1}, new double[] {1}, 1);
        assertThrows(InputException.class, () -> QuantizedSpectrum.of(unit, Populations.operator(data)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int4(step=1/8,symmetric=true):sr", "int8(step=1/8):sr", "binary16:sr:ovf-inf"})
    void negligibleChangesAreNot(String data) {
        GaussianProblem unit = GaussianProblem.of(new double[] {1}, new double[] {1}, 1);
        Interval m2 = QuantizedSpectrum.of(unit, Populations.operator(data))
                .quantizedEigenvalues()
                .get(0);
        assertTrue(m2.width() < 1e-11, m2::toString);
    }

    @Test
    void productDesignsKnowTrueQuantizers() {
        QuantizedSpectrum spectrum = QuantizedSpectrum.of(problem(), Populations.operator("e2m1:ties-to-even"));
        assertTrue(spectrum.distortion().value().upper() > 0.001);
        assertTrue(spectrum.cleanApproximationError() > 0);
    }

    /** Rational numbers lie in what the residual proves, and both are narrow. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "e4m3:sr",
                "e2m1:ties-to-even",
                "int4(step=1/4):sr",
                "int8(step=1/16):tpdf",
                "multiplicative(0.1,shared)",
                "additive(0.25)"
            })
    void exactOptimumLiesInTheVerifiedEnclosure(String data) {
        assertVerified(Populations.LONGLEY, data);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "e4m3:sr",
                "e2m1:ties-to-even",
                "int4(step=1/4):sr",
                "int8(step=1/16):tpdf",
                "multiplicative(0.1,shared)",
                "additive(0.25)"
            })
    void exactOptimumOfManyRowsLiesInTheVerifiedEnclosure(String data) {
        assertVerified(Populations.DIABETES, data);
    }

    private static void assertVerified(FinitePopulation rows, String data) {
        ExactApproximation exact =
                ExactApproximation.of(rows, Populations.operator(data)).orElseThrow();
        ApproximationError verified = PopulationSpectrum.verified(rows, Populations.operator(data))
                .approximation()
                .orElseThrow();
        assertTrue(verified.clean().contains(exact.clean()), () -> verified.clean() + " " + exact.clean());
        assertTrue(verified.quantized().contains(exact.quantized()), verified.quantized()::toString);
        for (int i = 0; i < rows.dimension(); i++) {
            Interval weight = verified.optimum().get(i);
            assertTrue(weight.contains(exact.quantizedOptimum().get(i)), weight::toString);
            assertTrue(weight.width() <= 1e-7 * Math.max(1, Math.abs(weight.lower())), weight::toString);
        }
        double labels = Arrays.stream(rows.labels()).map(y -> y * y).average().orElseThrow();
        assertTrue(verified.quantized().width() <= 1e-10 * labels, verified.quantized()::toString);
    }

    /** A rotation changes nothing under additive noise: the verified enclosures of the two meet, d = 60. */
    @Test
    void rotatedEnclosuresAreNarrow() {
        double[] lambda = new double[60];
        double[] ones = new double[60];
        for (int i = 0; i < 60; i++) {
            lambda[i] = 1 / ((i + 1.0) * (i + 1.0));
            ones[i] = 1;
        }
        GaussianProblem plain = GaussianProblem.of(lambda, ones, 1);
        ApproximationError straight = QuantizedSpectrum.of(plain, Populations.operator("additive(0.01)"))
                .approximation()
                .orElseThrow();
        ApproximationError turned = QuantizedSpectrum.of(plain.rotated(5), Populations.operator("additive(0.01)"))
                .approximation()
                .orElseThrow();
        assertTrue(straight.clean().width() < 1e-14 && straight.quantized().width() < 1e-14);
        assertTrue(turned.clean().width() < 1e-10 * turned.clean().lower(), turned.clean()::toString);
        assertTrue(turned.quantized().width() < 1e-10 * turned.quantized().lower(), turned.quantized()::toString);
        assertEquals(straight.clean().midpoint(), turned.clean().midpoint(), 1e-14);
        assertEquals(straight.quantized().midpoint(), turned.quantized().midpoint(), 1e-14);
    }

    /** A wrong point does not make a wrong enclosure, only a wide one. */
    @Test
    void theResidualPays() {
        SymmetricEnclosure h = SymmetricEnclosure.of(new double[] {2, 1, 1, 2}, 2);
        VectorEnclosure b = new VectorEnclosure(new double[] {3, 3}, 0.25);
        VectorEnclosure optimum = new VectorEnclosure(new double[] {1, 1}, 0.25);
        ApproximationError error =
                VerifiedOptimum.of(h, h, 3, 0.5, optimum, b, b).orElseThrow();
        // b = (3.1, 3): w = (3.2, 2.9)/3, within a quarter of (1, 1)
        assertTrue(error.optimum().get(0).contains(3.2 / 3));
        assertTrue(error.clean().contains(0) && error.clean().upper() >= 0.0625);
        assertTrue(VerifiedOptimum.of(h, h, 3, 0, optimum, b, b).isEmpty());
    }

    private static QuantizedSpectrum diagonal(List<Interval> plain, List<Interval> quantized) {
        return new QuantizedSpectrum(plain, quantized, new double[plain.size()], Optional.empty());
    }

    /** (2, 2, 1) become (3, 3, ½): up by 1 and down by ½, ½ of each, the first of which is named. */
    @Test
    void liftAndDistortionOfKnownSpectra() {
        QuantizedSpectrum spectrum = diagonal(
                List.of(Interval.of(2), Interval.of(2), Interval.of(1)),
                List.of(Interval.of(3), Interval.of(3), Interval.of(0.5)));
        assertTrue(spectrum.lift().get(1).contains(1) && spectrum.lift().get(1).width() < 1e-15);
        assertTrue(spectrum.lift().get(2).contains(-0.5));
        assertEquals(1, spectrum.distortion().index());
        Interval shrunk = diagonal(List.of(Interval.of(2), Interval.of(1)), List.of(Interval.of(2), Interval.of(0.25)))
                .distortion()
                .value();
        assertTrue(shrunk.contains(0.75) && shrunk.width() < 1e-14, shrunk::toString);
    }

    private static FinitePopulation random(int n, int d) {
        Random random = new Random(d);
        return FinitePopulation.of(
                java.util.Collections.nCopies(d, "x"),
                random.doubles((long) n * d, -1, 1).toArray(),
                random.doubles(n, -1, 1).toArray(),
                n + " rows");
    }

    /** Few and short rows: the rational numbers, to the next doubles. Many rows, or long ones, are verified in double. */
    @Test
    void rationalNumbersWhereTheyAreQuick() {
        Operator data = Populations.operator("additive(0.125)");
        assertEquals(
                ExactApproximation.of(Populations.LONGLEY, data).orElseThrow().enclosed(),
                QuantizedSpectrum.of(Populations.LONGLEY, data).approximation().orElseThrow());
        for (FinitePopulation rows : List.of(random(2000, 12), random(30, 25))) {
            QuantizedSpectrum verified = PopulationSpectrum.verified(rows, data);
            QuantizedSpectrum found = QuantizedSpectrum.of(rows, data);
            assertEquals(verified.approximation(), found.approximation());
            assertArrayEquals(verified.quantizedOptimum(), found.quantizedOptimum());
        }
    }

    /** λ = 1e-8 is rounded to 0 but with a probability that no double holds: nothing is learned there. */
    @Test
    void featuresThatVanishAreNotLearned() {
        QuantizedSpectrum spectrum = QuantizedSpectrum.of(
                GaussianProblem.of(new double[] {1, 1e-8}, new double[] {1, 1}, 0.5),
                Populations.operator("int8(step=1/8,symmetric=true):ties-to-even"));
        assertEquals(0, spectrum.quantizedOptimum()[1]);
        assertEquals(Optional.empty(), spectrum.approximation());
    }
}

package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;

/** The secular condition against the spectral radius of the step's matrix. */
class StabilityTest {
    private static final DoubleField FIELD = DoubleField.INSTANCE;

    private static double spectralRadius(ProductMoments<Double> moments, TargetLaws laws, double step, int batch) {
        ProductStep<Double> s = ProductStep.of(FIELD, moments, laws, step, batch);
        int d = moments.dimension();
        SimpleMatrix matrix = new SimpleMatrix(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double rankOne = s.m2().get(i) * s.sumSecond().get(j);
                matrix.set(i, j, rankOne + (i == j ? s.second().get(i) : 0));
            }
        }
        return matrix.eig().getEigenvalues().stream()
                .mapToDouble(value -> value.getMagnitude())
                .max()
                .orElse(0);
    }

    @Test
    void spectralRadiusCrossesOneAtTheThreshold() {
        Random random = new Random(5);
        for (int trial = 0; trial < 60; trial++) {
            int d = 1 + random.nextInt(6);
            VarianceLaw law = ProductSetting.law(0.1, random.nextInt(3) / 4.0, random.nextBoolean());
            TargetLaws laws = ProductSetting.all(law);
            ProductMoments<Double> moments = ProductMoments.gaussian(
                    FIELD,
                    ProductSetting.power(d),
                    ProductSetting.ones(d),
                    1,
                    new MultiplicativeModel(random.nextInt(3) / 4.0, UnitLaw.UNIFORM, random.nextBoolean()));
            int batch = 1 << random.nextInt(5);
            double threshold = Stability.threshold(moments, laws, batch);
            assertEquals(1, spectralRadius(moments, laws, threshold, batch), 1e-9);
            assertTrue(spectralRadius(moments, laws, 0.99 * threshold, batch) < 1);
            assertTrue(spectralRadius(moments, laws, 1.01 * threshold, batch) > 1);
        }
    }

    @Test
    void oneGaussianCoordinateIsTwoThirds() {
        // d = 1, B = 1: E(1 − γx²)² = 1 − 2γ + 3γ² < 1 iff γ < 2/3
        assertEquals(2.0 / 3, Stability.threshold(ProductSetting.plain(FIELD, 1), TargetLaws.NONE, 1), 1e-15);
    }

    @Test
    void manyRowsApproachTwoOverTheLargestEigenvalue() {
        assertEquals(2, Stability.threshold(ProductSetting.plain(FIELD, 3), TargetLaws.NONE, 1 << 30), 1e-6);
    }

    private static CoordinateMoments<Double> gaussian(double lambda) {
        return new CoordinateMoments<>(
                lambda, 1.0, lambda, lambda, 3 * lambda * lambda, 3 * lambda * lambda, 3 * lambda * lambda);
    }

    @SafeVarargs
    private static double threshold(CoordinateMoments<Double>... coordinates) {
        return Stability.threshold(
                new ProductMoments<>(List.of(coordinates), PairFactors.independent(FIELD), 1.0), TargetLaws.NONE, 1);
    }

    /** A feature that is always 0 contracts nothing and grows nothing: the others decide, and without others nothing does. */
    @Test
    void zeroFeaturesDoNotCount() {
        assertEquals(2.0 / 3, threshold(gaussian(0), gaussian(1)), 1e-15);
        assertEquals(2.0 / 3, threshold(gaussian(1), gaussian(0)), 1e-15);
        assertEquals(Double.POSITIVE_INFINITY, threshold(gaussian(0)));
    }

    @Test
    void thresholdsOfEverySize() {
        assertEquals(0x1p40 / 3, threshold(gaussian(0x1p-39)), 0x1p-12);
        assertEquals(0x1p-38 / 3, threshold(gaussian(0x1p39)), 0x1p-90);
    }
}

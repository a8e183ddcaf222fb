package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

/** The projected law by Gaussian partial moments over cells, against other ways to it. */
class ProjectedVarianceTest {
    private static Quantizer quantizer(String text) {
        return (Quantizer) OperatorExpression.parse(text).resolve();
    }

    /** V(z) = Δ²(1/6 − Σ cos(2πkz/Δ)/(π²k²)), and E cos(ωz) = e^(−ω²s²/2). */
    @Test
    void stochasticRoundingOnAGridByFourierSeries() {
        Quantizer grid = quantizer("int12(step=1,symmetric=true):sr");
        for (double s : new double[] {0.125, 0.25, 0.5, 1, 2}) {
            double mean = 1.0 / 6;
            double beta = 0;
            for (int k = 1; k <= 200; k++) {
                double damped = Math.exp(-2 * Math.PI * Math.PI * k * k * s * s);
                mean -= damped / (Math.PI * Math.PI * k * k);
                beta += 2 * damped;
            }
            ProjectedVariance law = ProjectedVariance.of(grid, s * s);
            assertEquals(beta, law.beta(), 1e-12 / (s * s));
            assertEquals(mean, law.alpha() + law.beta() * s * s, 1e-12);
        }
    }

    /** TPDF dither has V = Δ²/4 everywhere. */
    @Test
    void triangularDitherIsItsOwnLaw() {
        ProjectedVariance law = ProjectedVariance.of(quantizer("int12(step=1/4,symmetric=true):tpdf"), 2);
        assertEquals(1.0 / 64, law.alpha(), 1e-13);
        assertEquals(0, law.beta(), 1e-13);
    }

    /** Scaling a float's argument by 2 scales V by 4 above subnormals: the same β, and α four times. */
    @Test
    void floatsAreLogPeriodic() {
        Quantizer format = quantizer("float(p=4,emin=-30,emax=10):sr");
        ProjectedVariance one = ProjectedVariance.of(format, 1.5);
        ProjectedVariance four = ProjectedVariance.of(format, 6);
        assertEquals(one.beta(), four.beta(), 1e-11);
        assertEquals(4 * one.alpha(), four.alpha(), 1e-11);
        assertTrue(one.beta() > 0);
    }

    @Test
    void biasedQuantizersAreRefused() {
        Quantizer nearest = quantizer("int12(step=1,symmetric=true):ties-to-even");
        assertThrows(IllegalArgumentException.class, () -> ProjectedVariance.of(nearest, 1));
    }

    /** Overflow to infinity has no moments, and a range that z leaves none that are exact. */
    @Test
    void rangesThatAreLeftAreRefused() {
        Quantizer infinite = quantizer("e2m1:sr:ovf-inf");
        assertThrows(IllegalArgumentException.class, () -> ProjectedVariance.of(infinite, 100));
        Quantizer fine = quantizer("int8(step=1/1024,symmetric=true):sr");
        assertThrows(IllegalArgumentException.class, () -> ProjectedVariance.of(fine, 1e6));
    }
}
